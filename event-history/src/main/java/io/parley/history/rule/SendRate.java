package io.parley.history.rule;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.UserId;
import io.parley.history.source.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A bucket a person, as the server's own limits are; refused messages do not count. */
final class SendRate implements Rule {
    private final int capacity;
    private final double perMilli;
    private final Map<UserId, Bucket> buckets = new HashMap<>();
    private long judged;

    private static final class Bucket {
        private double left;
        private Instant filled;

        Bucket(double left, Instant filled) {
            this.left = left;
            this.filled = filled;
        }
    }

    SendRate(int capacity, Duration window) {
        this.capacity = capacity;
        this.perMilli = capacity / (double) window.toMillis();
    }

    @Override
    public Optional<String> refuses(ConversationEvent event, Occurrence at) {
        if (!(event instanceof MessageSent sent)) {
            return Optional.empty();
        }
        judged++;
        Bucket bucket = buckets.computeIfAbsent(sent.from(), any -> new Bucket(capacity, sent.time()));
        long passed = Math.max(0, Duration.between(bucket.filled, sent.time()).toMillis());
        bucket.left = Math.min(capacity, bucket.left + passed * perMilli);
        bucket.filled = sent.time();
        if (bucket.left < 1) {
            return Optional.of(sent.from().value());
        }
        bucket.left--;
        return Optional.empty();
    }

    @Override
    public long judged() {
        return judged;
    }
}
