package io.parley.projections.conversation;

import io.parley.api.id.UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a conversation's events add up to so far: who is in it, and who wrote how much. Both processing groups fold the
 * same events, each for itself; used by the one thread that works on the conversation's segment.
 */
public final class ConversationState {
    /** How far back it is remembered who wrote what. */
    static final int WINDOW = 256;

    private static final int NOBODY = -1;

    private final String kind;
    private final List<UserId> members;
    private final int[] authors = new int[WINDOW];
    private long[] messagesBy;
    private long seq;
    private long windowFrom;
    private long messages;

    ConversationState(String kind, List<UserId> members, long seq, long messages, long[] messagesBy) {
        this.kind = kind;
        this.members = new ArrayList<>(members);
        this.seq = seq;
        this.messages = messages;
        this.messagesBy = Arrays.copyOf(messagesBy, Math.max(messagesBy.length, members.size()));
        this.windowFrom = seq + 1;
    }

    static ConversationState started(String kind, List<UserId> members) {
        ConversationState state = new ConversationState(kind, members, -1, 0, new long[members.size()]);
        state.entry();
        return state;
    }

    /** An entry that is not a message. */
    void entry() {
        advance(NOBODY);
    }

    void message(UserId author) {
        int number = numberOf(author);
        messages++;
        messagesBy[number]++;
        advance(number);
    }

    private void advance(int author) {
        seq++;
        authors[slot(seq)] = author;
        windowFrom = Math.max(windowFrom, seq - WINDOW + 1);
    }

    private static int slot(long seq) {
        return (int) (seq % WINDOW);
    }

    public String kind() {
        return kind;
    }

    /** Everybody who ever was in it, by member number. */
    public List<UserId> members() {
        return List.copyOf(members);
    }

    /** A member's place in the list of everybody who ever was in it. */
    public int numberOf(UserId member) {
        int number = members.indexOf(member);
        if (number < 0) {
            throw new IllegalStateException("an event of somebody who never was in the conversation");
        }
        return number;
    }

    /** The newest entry's. */
    public long seq() {
        return seq;
    }

    public long messages() {
        return messages;
    }

    public long messagesBy(UserId member) {
        return messagesBy[numberOf(member)];
    }

    /** The lowest seq for which {@link #messagesUpTo} and {@link #messagesByUpTo} know the answer. */
    public long knownFrom() {
        return windowFrom - 1;
    }

    /** Messages in the conversation up to and including that seq. */
    public long messagesUpTo(long upTo) {
        long later = 0;
        for (long at = upTo + 1; at <= seq; at++) {
            if (authors[slot(at)] != NOBODY) {
                later++;
            }
        }
        return messages - later;
    }

    /** Messages by that member up to and including that seq. */
    public long messagesByUpTo(UserId member, long upTo) {
        int number = numberOf(member);
        long later = 0;
        for (long at = upTo + 1; at <= seq; at++) {
            if (authors[slot(at)] == number) {
                later++;
            }
        }
        return messagesBy[number] - later;
    }
}
