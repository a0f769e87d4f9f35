package io.parley.edge.socket;

import io.parley.edge.EdgeOptions;
import io.parley.edge.greeting.Greetings;
import io.parley.edge.request.Bus;
import io.parley.edge.session.Encoded;
import io.parley.edge.session.Identity;
import io.parley.edge.session.Session;
import io.parley.edge.session.Sessions;
import io.parley.protocol.CloseCode;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.ServerFrame;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after all sessions once a tick: who is silent, who never said hello, whose token is over, who is to be pinged. */
final class Heartbeat implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Sessions sessions;
    private final Greetings greetings;
    private final ResumeMarks marks;
    private final FrameCodec codec;
    private final Duration interval;
    private final Duration helloWithin;
    private final Clock clock;

    Heartbeat(
            Sessions sessions,
            Greetings greetings,
            ResumeMarks marks,
            FrameCodec codec,
            EdgeOptions options,
            Clock clock) {
        this.sessions = sessions;
        this.greetings = greetings;
        this.marks = marks;
        this.codec = codec;
        this.interval = Objects.requireNonNull(options.heartbeat());
        this.helloWithin = Objects.requireNonNull(options.helloWithin());
        this.clock = clock;
    }

    @Override
    public void run() {
        tick(clock.instant());
    }

    private void tick(Instant now) {
        Encoded ping = null;
        for (Session session : sessions.all()) {
            Identity identity = session.identity();
            if (session.isClosed()) {
                greetings.leave(session);
            } else if (identity == null) {
                expectHello(session, now);
            } else if (!identity.expires().isAfter(now)) {
                session.replyAndClose(ServerFrame.Error.of(null, ErrorCode.TOKEN_EXPIRED), CloseCode.TOKEN_EXPIRED);
            } else if (session.heard().plus(interval.multipliedBy(2)).isBefore(now)) {
                session.close(CloseCode.SILENT);
            } else if (session.pingIsDue(now, interval)) {
                ping = ping == null ? ping() : ping;
                if (ping != null) {
                    session.push(ping);
                }
            }
        }
    }

    private void expectHello(Session session, Instant now) {
        if (!session.hasSaidHello() && session.opened().plus(helloWithin).isBefore(now)) {
            session.replyAndClose(ServerFrame.Error.of(null, ErrorCode.HELLO_EXPECTED), CloseCode.SILENT);
        }
    }

    private @Nullable Encoded ping() {
        try {
            return Encoded.of(new ServerFrame.Ping(marks.next().text()), codec);
        } catch (Bus.Unavailable e) {
            LOG.warn("No mark for a ping; sessions are pinged at the next tick", e);
            return null;
        }
    }
}
