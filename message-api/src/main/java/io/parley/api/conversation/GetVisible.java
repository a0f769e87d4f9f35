package io.parley.api.conversation;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.util.List;
import java.util.OptionalLong;

/** Which entries of a conversation a person may see; answered with {@link Visible}. */
public record GetVisible(UserId user, ConversationId conversation) {
    /** Both inclusive. */
    public record Range(long from, long to) {
        public boolean contains(long seq) {
            return from <= seq && seq <= to;
        }
    }

    /**
     * @param ranges ascending, apart from each other and not empty. None at all where there is no such conversation, or the
     *     person is not in it: nobody can tell which
     */
    public record Visible(List<Range> ranges) {
        public static final Visible NOTHING = new Visible(List.of());

        public boolean isNothing() {
            return ranges.isEmpty();
        }

        public boolean contains(long seq) {
            return ranges.stream().anyMatch(range -> range.contains(seq));
        }

        /** The highest visible seq that is not above that one; empty if there is none. */
        public OptionalLong clip(long upTo) {
            return ranges.stream()
                    .filter(range -> range.from() <= upTo)
                    .mapToLong(range -> Math.min(upTo, range.to()))
                    .max();
        }
    }
}
