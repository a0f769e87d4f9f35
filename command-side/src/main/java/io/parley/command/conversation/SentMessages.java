package io.parley.command.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last messages of one device in a conversation: as many as it may have unanswered, so every honest resend is among them. */
final class SentMessages {
    static final int REMEMBERED = 16;

    private final Deque<Sent> newestLast;

    record Sent(UUID mid, long seq, Instant time) {}

    SentMessages() {
        newestLast = new ArrayDeque<>(REMEMBERED);
    }

    @JsonCreator
    SentMessages(Collection<Sent> sent) {
        newestLast = new ArrayDeque<>(sent);
    }

    @JsonValue
    Collection<Sent> all() {
        return newestLast;
    }

    void add(Sent sent) {
        if (newestLast.size() == REMEMBERED) {
            newestLast.removeFirst();
        }
        newestLast.addLast(sent);
    }

    @Nullable Sent find(UUID mid) {
        for (Sent sent : newestLast) {
            if (sent.mid().equals(mid)) {
                return sent;
            }
        }
        return null;
    }

    Sent last() {
        return newestLast.getLast();
    }
}
