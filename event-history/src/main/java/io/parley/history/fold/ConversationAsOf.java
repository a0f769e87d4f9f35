package io.parley.history.fold;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.history.source.History;
import io.parley.history.source.Occurrence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One conversation as it was. */
public final class ConversationAsOf {
    /** @param last the last entry that they saw, for those who are gone */
    public record Member(UserId user, boolean present, long last, Watermarks.Reached reached, long unread) {}

    public record Entry(long seq, ConversationEvent event) {}

    private record Message(long seq, UserId from) {}

    private final int shown;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final List<Message> messages = new ArrayList<>();
    private final Map<UserId, Stays> stays = new LinkedHashMap<>();
    private final Watermarks watermarks;
    private long head = -1;

    private ConversationAsOf(int shown, Watermarks watermarks) {
        this.shown = shown;
        this.watermarks = watermarks;
    }

    /** @param shown how many of its last entries are kept */
    public static ConversationAsOf read(History history, ConversationId conversation, long upTo, int shown) {
        ConversationAsOf asOf = new ConversationAsOf(shown, Watermarks.of(history, conversation, upTo));
        history.of(conversation.value(), 0, upTo).forEach(asOf::apply);
        return asOf;
    }

    private void apply(Occurrence event) {
        if (event.payload() instanceof ConversationEvent entry) {
            head = event.seq();
            if (entry instanceof MessageSent sent) {
                messages.add(new Message(head, sent.from()));
            }
            Turns.come(entry).forEach(user -> of(user).come(head));
            Turns.go(entry).forEach(user -> of(user).go(head));
            entries.add(new Entry(head, entry));
            if (entries.size() > shown) {
                entries.removeFirst();
            }
        }
    }

    private Stays of(UserId user) {
        return stays.computeIfAbsent(user, any -> new Stays());
    }

    /** Of the last entry, -1 where there was none yet. */
    public long head() {
        return head;
    }

    public long messages() {
        return messages.size();
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Everybody who had ever been in it, in the order in which they came. */
    public List<Member> members() {
        return stays.entrySet().stream()
                .map(stay -> member(stay.getKey(), stay.getValue()))
                .toList();
    }

    private Member member(UserId user, Stays stay) {
        Watermarks.Reached reached = watermarks.of(user);
        long unread = 0;
        for (int i = messages.size() - 1; i >= 0 && messages.get(i).seq() > reached.read(); i--) {
            Message message = messages.get(i);
            unread += !message.from().equals(user) && stay.sees(message.seq()) ? 1 : 0;
        }
        return new Member(user, stay.isMember(), stay.isMember() ? head : stay.last(), reached, unread);
    }
}
