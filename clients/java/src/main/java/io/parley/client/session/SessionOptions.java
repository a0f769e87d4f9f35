package io.parley.client.session;

import io.parley.client.socket.FrameObserver;
import java.time.Duration;

/**
 * @param client name and version, at most 64 characters
 * @param backoffBase the first wait before a reconnection is random up to this; it doubles with every failure
 * @param backoffCap no wait is longer
 * @param refreshBefore an access token is replaced this long before it expires
 * @param answerWithin a connection that leaves a request unanswered for longer is given up
 * @param gapGrace how long a missing entry may be on its way while own messages are, before history is asked
 * @param outboxCapacity messages not yet accepted, beyond which sends fail
 */
public record SessionOptions(
        String client,
        Duration backoffBase,
        Duration backoffCap,
        Duration refreshBefore,
        Duration answerWithin,
        Duration gapGrace,
        int outboxCapacity,
        FrameObserver observer) {
    public static SessionOptions defaults(String client) {
        return new SessionOptions(
                client,
                Duration.ofMillis(250),
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                Duration.ofSeconds(15),
                Duration.ofMillis(200),
                10_000,
                FrameObserver.NONE);
    }

    public SessionOptions withObserver(FrameObserver frames) {
        return new SessionOptions(
                client, backoffBase, backoffCap, refreshBefore, answerWithin, gapGrace, outboxCapacity, frames);
    }

    public SessionOptions withBackoff(Duration base, Duration cap) {
        return new SessionOptions(client, base, cap, refreshBefore, answerWithin, gapGrace, outboxCapacity, observer);
    }

    public SessionOptions withAnswerWithin(Duration within) {
        return new SessionOptions(
                client, backoffBase, backoffCap, refreshBefore, within, gapGrace, outboxCapacity, observer);
    }
}
