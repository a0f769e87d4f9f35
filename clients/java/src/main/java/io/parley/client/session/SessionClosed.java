package io.parley.client.session;

/** The session ended before the answer came. The message stays in the outbox and goes out with the next session on the same store. */
public final class SessionClosed extends RuntimeException {
    private static final long serialVersionUID = 1;

    SessionClosed(String message) {
        super(message, null, false, false);
    }
}
