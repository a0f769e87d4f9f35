package io.parley.edge.socket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.edge.session.Session;
import io.parley.protocol.CloseCode;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sessions of this edge whose clients poll. */
final class Polls {
    private static final int KEY_BYTES = 24;
    /** The heartbeat closes a silent session after two; whoever comes back a little later is still told why. */
    private static final int REMEMBERED_HEARTBEATS = 3;
    /** No connection stands behind a session that is polled for, so nothing else bounds how many one client opens. */
    private static final int MOST = 16_384;

    private final Edge edge;
    private final Duration heartbeat;
    private final Cache<String, Polled> started;
    private final SecureRandom random = new SecureRandom();

    /** @param key whoever knows it speaks for the session's person */
    record Polled(String key, PollSocket socket, Session session) {}

    Polls(Edge edge) {
        this.edge = edge;
        this.heartbeat = Objects.requireNonNull(edge.options().heartbeat());
        this.started = Caffeine.newBuilder()
                .expireAfterAccess(heartbeat.multipliedBy(REMEMBERED_HEARTBEATS))
                .maximumSize(MOST)
                .<String, Polled>removalListener((key, polled, cause) -> {
                    if (polled != null && cause.wasEvicted()) {
                        polled.session().close(CloseCode.SILENT);
                    }
                })
                .build();
    }

    /** How long a poll is held at most. */
    Duration holding() {
        return heartbeat;
    }

    Polled start() {
        PollSocket socket = new PollSocket(heartbeat, edge.metrics()::closed);
        Edge.Opened opened = edge.open(socket);
        Session session = opened.session();
        socket.start(
                () -> session.identity() != null,
                frame -> opened.inbound().part(frame, true),
                () -> edge.ended(session));
        Polled polled = new Polled(newKey(), socket, session);
        started.put(polled.key(), polled);
        return polled;
    }

    /** Null where there is none of that key, or not any more. */
    @Nullable
    Polled find(String key) {
        Polled found = started.getIfPresent(key);
        if (found != null) {
            found.session().heard(edge.services().clock().instant());
        }
        return found;
    }

    void forget(Polled polled) {
        started.invalidate(polled.key());
    }

    private String newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
