package io.parley.edge.socket;

import io.parley.edge.EdgeOptions;
import io.parley.edge.entry.EntryFrames;
import io.parley.edge.request.Bus;
import io.parley.edge.send.Contents;
import io.parley.edge.send.SendMetrics;
import io.parley.edge.send.SendSpans;
import io.parley.edge.send.Sends;
import io.parley.edge.session.Session;
import io.parley.edge.session.SessionMetrics;
import io.parley.edge.session.Sessions;
import io.parley.edge.session.Socket;
import java.util.Objects;
import java.util.UUID;

/** What the sessions of an edge are made of, whatever carries their frames. */
record Edge(
        String name,
        EdgeOptions options,
        Sessions sessions,
        Bus bus,
        Contents contents,
        EntryFrames entries,
        SessionMetrics metrics,
        SendMetrics sends,
        SendSpans sendSpans,
        Inbound.Services services) {

    /** A new session and what takes its frames. */
    record Opened(Session session, Inbound inbound) {}

    Opened open(Socket socket) {
        Session session = new Session(
                UUID.randomUUID().toString(),
                socket,
                services.codec(),
                Objects.requireNonNull(options.queuedPushes()),
                Objects.requireNonNull(options.queuedBytes()),
                metrics,
                services.clock().instant());
        sessions.add(session);
        return new Opened(
                session,
                new Inbound(
                        session,
                        socket,
                        new Sends(
                                session,
                                bus,
                                contents,
                                services.typing(),
                                sends,
                                sendSpans,
                                services.acknowledgements(),
                                name),
                        services));
    }

    /** Its socket is gone. */
    void ended(Session session) {
        session.ended();
        services.greetings().leave(session);
    }
}
