package io.parley.history.fold;

import io.parley.api.Sealed;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.GroupEvent.GroupCreated;
import io.parley.api.conversation.GroupEvent.GroupRenamed;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.history.source.History;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one person had in front of them. Reads all events up to then: no stream names the conversations of a person. */
public final class InboxAsOf {
    /**
     * A conversation as they saw it.
     *
     * @param with the other, of a direct conversation
     * @param title of a group
     * @param last message that they saw
     */
    public record Line(
            ConversationId conversation,
            boolean present,
            @Nullable UserId with,
            @Nullable Sealed title,
            long head,
            long unread,
            Watermarks.Reached reached,
            @Nullable MessageSent last,
            java.time.Instant changed) {}

    /** Only what they saw gets here. */
    private static final class Seen {
        private final Stays stays = new Stays();
        private final Deque<Long> unread = new ArrayDeque<>();
        private Watermarks.Reached reached = Watermarks.Reached.NOTHING;
        private @Nullable UserId with;
        private @Nullable Sealed title;
        private @Nullable MessageSent last;
        private java.time.Instant changed = java.time.Instant.EPOCH;
        private long head = -1;
    }

    private final UserId person;
    private final Map<ConversationId, Seen> seen = new HashMap<>();
    private final Map<ConversationId, Sealed> titles = new HashMap<>();

    private InboxAsOf(UserId person) {
        this.person = person;
    }

    /** Newest first. */
    public static List<Line> read(History history, UserId person, long upTo) {
        InboxAsOf inbox = new InboxAsOf(person);
        history.between(0, upTo).forEach(event -> {
            switch (event.payload()) {
                case ConversationEvent entry -> inbox.entry(entry, event.seq());
                case ReceiptsAdvanced receipts -> inbox.receipts(receipts);
                default -> {}
            }
        });
        return inbox.lines();
    }

    private void entry(ConversationEvent event, long seq) {
        title(event);
        if (Turns.come(event).contains(person)) {
            seen.computeIfAbsent(event.conversation(), any -> new Seen()).stays.come(seq);
        }
        Seen of = seen.get(event.conversation());
        if (of != null && of.stays.isMember()) {
            see(of, event, seq);
            if (Turns.go(event).contains(person)) {
                of.stays.go(seq);
            }
        }
    }

    /** Of every group: somebody may be added to it later. */
    private void title(ConversationEvent event) {
        switch (event) {
            case GroupCreated created -> titles.put(created.conversation(), created.title());
            case GroupRenamed renamed -> titles.put(renamed.conversation(), renamed.title());
            default -> {}
        }
    }

    private void see(Seen of, ConversationEvent event, long seq) {
        of.head = seq;
        of.changed = event.time();
        of.title = titles.get(event.conversation());
        switch (event) {
            case DirectStarted started -> of.with = started.by().equals(person) ? started.with() : started.by();
            case MessageSent sent -> {
                of.last = sent;
                if (!sent.from().equals(person) && seq > of.reached.read()) {
                    of.unread.add(seq);
                }
            }
            default -> {}
        }
    }

    private void receipts(ReceiptsAdvanced event) {
        Seen of = seen.get(event.conversation());
        if (of != null) {
            event.moved().stream()
                    .filter(moved -> moved.member().equals(person))
                    .forEach(moved -> {
                        of.reached = new Watermarks.Reached(moved.delivered(), moved.read());
                        while (!of.unread.isEmpty() && of.unread.getFirst() <= moved.read()) {
                            of.unread.removeFirst();
                        }
                    });
        }
    }

    private List<Line> lines() {
        return seen.entrySet().stream()
                .map(one -> line(one.getKey(), one.getValue()))
                .sorted(Comparator.comparing(Line::changed)
                        .reversed()
                        .thenComparing(line -> line.conversation().value()))
                .toList();
    }

    private static Line line(ConversationId conversation, Seen of) {
        return new Line(
                conversation,
                of.stays.isMember(),
                of.with,
                of.title,
                of.head,
                of.unread.size(),
                of.reached,
                of.last,
                of.changed);
    }
}
