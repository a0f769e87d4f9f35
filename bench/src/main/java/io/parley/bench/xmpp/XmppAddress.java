package io.parley.bench.xmpp;

import java.net.URI;

/**
 * Where a server is spoken to: XMPP over WebSocket (RFC 7395).
 *
 * @param socket path included
 */
public record XmppAddress(URI socket) {
    /** The server's only host, which its configuration names. */
    public static final String HOST = "localhost";

    /** Its host for rooms. */
    public static final String ROOMS = "conference.localhost";

    static final String SUBPROTOCOL = "xmpp";
}
