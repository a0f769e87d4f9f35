package io.parley.client.session;

/** How a session stands. */
public enum SessionState {
    /** Trying for the first time. */
    CONNECTING,
    /** Greeted; what is sent goes out at once. */
    CONNECTED,
    /** Not connected; it keeps trying, and sends wait in the outbox. */
    RECONNECTING,
    /** The log-in is over; log in again and open a new session. */
    LOGGED_OUT,
    /** Server and client do not speak one protocol; a newer client is needed. */
    REFUSED,
    /** Closed here. */
    CLOSED;

    boolean isFinal() {
        return this == LOGGED_OUT || this == REFUSED || this == CLOSED;
    }
}
