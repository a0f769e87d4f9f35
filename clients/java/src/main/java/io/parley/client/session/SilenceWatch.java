package io.parley.client.session;

import io.parley.client.socket.Connection;
import java.time.Duration;

/** Gives a connection up on which nothing came for two heartbeats: half-open links make no other sound. */
final class SilenceWatch {
    private final Connection connection;
    private final Duration heartbeat;
    private final Lane lane;

    SilenceWatch(Connection connection, Duration heartbeat, Lane lane) {
        this.connection = connection;
        this.heartbeat = heartbeat;
        this.lane = lane;
    }

    void start() {
        lane.later(heartbeat.dividedBy(2), this::check);
    }

    private void check() {
        if (!connection.isOpen()) return;
        if (connection.silence().compareTo(heartbeat.multipliedBy(2)) > 0) connection.abort();
        else start();
    }
}
