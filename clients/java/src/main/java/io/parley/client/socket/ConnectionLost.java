package io.parley.client.socket;

/** The connection ended, or never began, before the answer came; whether the server got the request is unknown. */
public final class ConnectionLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConnectionLost(String message) {
        super(message, null, false, false);
    }
}
