package io.parley.bench.scale;

import io.parley.client.session.SessionOptions;
import java.time.Duration;

/** What the server does by default; a test holds it to the options' documentation and the code. What clients do is taken from their own options. */
final class Rules {
    static final Duration HEARTBEAT = Duration.ofSeconds(25);
    static final Duration HELLO_TURN = Duration.ofSeconds(5);
    static final Duration DRAIN = Duration.ofSeconds(1);
    static final Duration ACCESS_TOKEN = Duration.ofMinutes(15);

    static final Duration LEASE = Duration.ofSeconds(10);
    static final int RENEWALS_PER_LEASE = 5;
    static final Duration REDIS_TIMEOUT = Duration.ofSeconds(1);

    static final int TYPING_MEMBERS = 256;

    static final SessionOptions CLIENT = SessionOptions.defaults("simulated");

    private Rules() {}
}
