package io.parley.protocol;

/** What every implementation of {@code parley.1} may rely on. */
public final class Limits {
    /** The WebSocket subprotocol to ask for. */
    public static final String SUBPROTOCOL = "parley.1";
    /** Where the socket is. */
    public static final String PATH = "/socket";
    /** Where frames are exchanged without a WebSocket. */
    public static final String POLL_PATH = "/poll";

    public static final int HELLO_WITHIN_MS = 5_000;
    public static final int HELLO_BYTES = 4 * 1024;
    public static final int FRAME_BYTES = 64 * 1024;
    public static final int BODY_BYTES = 16 * 1024;
    /** Of request ids, conversations and devices. */
    public static final int ID_CHARS = 64;
    /** Of the client's name in hello. */
    public static final int CLIENT_CHARS = 64;
    /** Of marks and of sync's page. */
    public static final int MARK_CHARS = 1024;
    /** Of access tokens. */
    public static final int TOKEN_CHARS = 4 * 1024;

    public static final int HISTORY_PAGE = 100;
    public static final int HEADS_PAGE = 200;
    /** Requests without a reply a session, beyond which the server stops reading the socket. */
    public static final int OPEN_REQUESTS = 64;
    /** Sends without an answer a device and conversation; what the server remembers to recognise a resend. */
    public static final int UNANSWERED = 16;

    /** How often a client says again that its person is typing. */
    public static final int TYPING_REFRESH_MS = 3_000;

    /** Of one message. */
    public static final int ATTACHMENTS = 10;
    /** Of the grant that attaches an asset. */
    public static final int GRANT_CHARS = 2 * 1024;

    /** Of a reaction. */
    public static final int REACTION_BYTES = 64;
    /** Of one message. */
    public static final int MENTIONS = 50;

    /** People and conversations together in one watch. */
    public static final int WATCHED = 200;

    private Limits() {}
}
