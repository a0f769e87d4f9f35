package io.parley.command.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last messages of one device in a conversation: as many as it may have unanswered, so every honest resend is among them. */
final class SentMessages {
    static final int REMEMBERED = 16;

    private final List<Sent> newestLast;

    record Sent(UUID mid, long seq, Instant time) {}

    SentMessages() {
        newestLast = new ArrayList<>(REMEMBERED);
    }

    @JsonCreator
    SentMessages(Collection<Sent> sent) {
        newestLast = new ArrayList<>(sent);
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

    @Nullable
    Sent find(UUID mid) {
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

    /** Axon's fixtures compare an aggregate with one made of its events. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SentMessages that && newestLast.equals(that.newestLast);
    }

    @Override
    public int hashCode() {
        return newestLast.hashCode();
    }
}
