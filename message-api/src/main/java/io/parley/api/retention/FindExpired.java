package io.parley.api.retention;

import io.parley.api.conversation.Retention;
import io.parley.api.id.ConversationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks of which conversations there are messages that are not to be kept any more; answered with {@link Found}.
 *
 * @param atMost what this server keeps, whatever people want
 * @param scope which conversations are looked at
 * @param after only conversations whose id is above that; null for all
 * @param limit conversations at most
 */
public record FindExpired(
        Instant now,
        Retention atMost,
        Scope scope,
        @Nullable ConversationId after,
        int limit) {
    /** Of one conversation an answer has at most so many. */
    public static final int MOST_MESSAGES = 500;

    public enum Scope {
        /** Where people have said how long messages are kept, and some are over it. */
        CHOSEN_AND_OVER,
        /** All of which anything is not kept for ever, whether anything is over it or not. */
        ALL
    }

    /**
     * @param conversations in the order of their ids
     * @param more whether there are others above the last one
     */
    public record Found(List<Kept> conversations, boolean more) {}

    /**
     * @param upTo the highest seq that is over it; with more than {@link #MOST_MESSAGES} a lower one
     * @param messages seqs up to it that have not expired yet, ascending; empty where nothing is over it
     * @param from the time of the first entry above it; now where there is none
     */
    public record Kept(ConversationId conversation, long upTo, List<Long> messages, Instant from) {}
}
