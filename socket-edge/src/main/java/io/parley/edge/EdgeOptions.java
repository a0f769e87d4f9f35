package io.parley.edge;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Options of the socket edge.
 *
 * @param name the edge's name; its incarnation adds something random
 * @param heartbeat between two pings; a session silent for twice as long is closed
 * @param helloWithin how long a new socket may take to say hello
 * @param hellosAtOnce hellos that are looked at at the same time; the others wait their turn
 * @param helloTurn how long a hello may wait its turn; whoever would wait for longer is turned away
 * @param queuedPushes pushes that may wait for one session, beyond which it is closed as too slow
 * @param queuedBytes characters of pushes that may wait for one session
 * @param sendTimeout how long one write to a socket may block
 * @param commandTimeout how long a command or query may take before its request is answered {@code unavailable}
 * @param drain how long a stopping edge gives its clients to leave
 */
@ConfigurationProperties("parley.edge")
public record EdgeOptions(
        @Nullable String name,
        @Nullable Duration heartbeat,
        @Nullable Duration helloWithin,
        @Nullable Integer hellosAtOnce,
        @Nullable Duration helloTurn,
        @Nullable Integer queuedPushes,
        @Nullable Integer queuedBytes,
        @Nullable Duration sendTimeout,
        @Nullable Duration commandTimeout,
        @Nullable Duration drain) {
    private static final int LEAST_QUEUE = 16;

    public EdgeOptions {
        name = Objects.requireNonNullElse(name, "edge");
        heartbeat = positive("heartbeat", heartbeat, Duration.ofSeconds(25));
        helloWithin = positive("hello-within", helloWithin, Duration.ofSeconds(5));
        hellosAtOnce = atLeast("hellos-at-once", hellosAtOnce, 1, 32);
        helloTurn = positive("hello-turn", helloTurn, Duration.ofSeconds(5));
        queuedPushes = atLeast("queued-pushes", queuedPushes, LEAST_QUEUE, 2_048);
        queuedBytes = atLeast("queued-bytes", queuedBytes, 64 * 1024, 2 * 1024 * 1024);
        sendTimeout = positive("send-timeout", sendTimeout, Duration.ofSeconds(5));
        commandTimeout = positive("command-timeout", commandTimeout, Duration.ofSeconds(10));
        drain = positive("drain", drain, Duration.ofSeconds(1));
    }

    private static Duration positive(String option, @Nullable Duration given, Duration otherwise) {
        Duration value = Objects.requireNonNullElse(given, otherwise);
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("parley.edge." + option + " must be a positive time, not " + value);
        }
        return value;
    }

    private static int atLeast(String option, @Nullable Integer given, int least, int otherwise) {
        int value = Objects.requireNonNullElse(given, otherwise);
        if (value < least) {
            throw new IllegalArgumentException(
                    "parley.edge." + option + " must be at least " + least + ", not " + value);
        }
        return value;
    }
}
