package io.parley.sealing;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;

/** A conversation's key of one day, and what it makes together with people's keys. Safe for use by many threads. */
final class PeriodKey {
    private final String period;
    private final long day;
    private final SecretKey key;
    private final Map<String, SecretKey> joined = new ConcurrentHashMap<>();

    /** @param period names it in every {@link io.parley.api.Sealed} */
    PeriodKey(String period, long day, SecretKey key) {
        this.period = period;
        this.day = day;
        this.key = key;
    }

    String period() {
        return period;
    }

    long day() {
        return day;
    }

    /** With that person's; made once. */
    SecretKey with(PersonKey person, UnaryOperator<SecretKey> join) {
        SecretKey known = joined.get(person.keyId());
        return known != null
                ? known
                : Objects.requireNonNull(joined.computeIfAbsent(person.keyId(), any -> join.apply(key)));
    }

    /** Without the key, so that it reaches no log. */
    @Override
    public String toString() {
        return "PeriodKey[" + period + "]";
    }
}
