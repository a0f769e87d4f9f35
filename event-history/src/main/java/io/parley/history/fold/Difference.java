package io.parley.history.fold;

import io.parley.api.account.user.UserRegistered;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.history.source.History;
import io.parley.history.source.Occurrence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What happened between two moments. */
public final class Difference {
    /** What one conversation got. */
    public static final class Changed {
        private boolean isNew;
        private long messages;
        private long otherEntries;
        private final List<UserId> came = new ArrayList<>();
        private final List<UserId> gone = new ArrayList<>();
        private final Map<UserId, Moves> moves = new LinkedHashMap<>();

        public boolean isNew() {
            return isNew;
        }

        public long messages() {
            return messages;
        }

        public long otherEntries() {
            return otherEntries;
        }

        public List<UserId> came() {
            return came;
        }

        public List<UserId> gone() {
            return gone;
        }

        public Map<UserId, Moves> moves() {
            return moves;
        }
    }

    /** A member's watermarks before and after. */
    public record Moves(long deliveredBefore, long delivered, long readBefore, long read) {}

    private final Map<String, Long> types = new TreeMap<>();
    private final List<UserId> registered = new ArrayList<>();
    private final Map<ConversationId, Changed> conversations = new LinkedHashMap<>();

    private Difference() {}

    /** Above one position, up to another. */
    public static Difference between(History history, long above, long upTo, Predicate<Occurrence> which) {
        Difference difference = new Difference();
        history.between(above, upTo).filter(which).forEach(difference::add);
        return difference;
    }

    private void add(Occurrence event) {
        types.merge(event.shortType(), 1L, Long::sum);
        switch (event.payload()) {
            case UserRegistered user -> registered.add(user.user());
            case ConversationEvent entry -> entry(entry, of(entry.conversation()), event.seq());
            case ReceiptsAdvanced receipts -> {
                Changed of = of(receipts.conversation());
                receipts.moved()
                        .forEach(moved -> of.moves.merge(
                                moved.member(),
                                new Moves(moved.deliveredBefore(), moved.delivered(), moved.readBefore(), moved.read()),
                                (first, last) ->
                                        new Moves(first.deliveredBefore, last.delivered, first.readBefore, last.read)));
            }
            default -> {}
        }
    }

    private static void entry(ConversationEvent entry, Changed of, long seq) {
        of.isNew |= seq == 0;
        if (entry instanceof MessageSent) {
            of.messages++;
        } else {
            of.otherEntries++;
        }
        of.came.addAll(Turns.come(entry));
        of.gone.addAll(Turns.go(entry));
    }

    private Changed of(ConversationId conversation) {
        return conversations.computeIfAbsent(conversation, any -> new Changed());
    }

    /** How many events of each type, in the order of their names. */
    public Map<String, Long> types() {
        return types;
    }

    public List<UserId> registered() {
        return registered;
    }

    public Map<ConversationId, Changed> conversations() {
        return conversations;
    }
}
