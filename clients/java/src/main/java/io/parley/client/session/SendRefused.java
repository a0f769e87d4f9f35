package io.parley.client.session;

import io.parley.protocol.ServerFrame;

/** The server will never accept this message; it was dropped from the outbox. */
public final class SendRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ServerFrame.Error error;

    SendRefused(ServerFrame.Error error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    public ServerFrame.Error error() {
        return error;
    }
}
