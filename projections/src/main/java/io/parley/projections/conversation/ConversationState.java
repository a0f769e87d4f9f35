package io.parley.projections.conversation;

import io.parley.api.Sealed;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.DirectEvent;
import io.parley.api.conversation.DirectEvent.PeerBlocked;
import io.parley.api.conversation.DirectEvent.PeerUnblocked;
import io.parley.api.conversation.DirectEvent.RequestAccepted;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.GroupEvent;
import io.parley.api.conversation.GroupEvent.GroupCreated;
import io.parley.api.conversation.GroupEvent.GroupRenamed;
import io.parley.api.conversation.GroupEvent.InvitationAccepted;
import io.parley.api.conversation.GroupEvent.MemberLeft;
import io.parley.api.conversation.GroupEvent.MemberRemoved;
import io.parley.api.conversation.GroupEvent.MembersAdded;
import io.parley.api.conversation.MessageChange;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.RetentionChanged;
import io.parley.api.id.UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation's events add up to so far: who is in it, and who wrote how much. Both processing groups fold the
 * same events, each for itself; used by the one thread that works on the conversation's segment.
 */
public final class ConversationState {
    public static final String DIRECT = "direct";
    public static final String GROUP = "group";

    /** How far back it is remembered who wrote what. */
    static final int WINDOW = 256;

    private static final int NOBODY = -1;

    private final String kind;
    private final List<UserId> everybody = new ArrayList<>();
    private final Map<UserId, Integer> numbers = new HashMap<>();
    private final List<List<Stay>> stays = new ArrayList<>();
    private final int[] authors = new int[WINDOW];
    private long[] messagesBy = new long[2];
    private long seq = -1;
    private long windowFrom;
    private long messages;
    private long lastMessage = -1;
    private long lastDeparture = -1;
    private long expired = -1;
    private @Nullable Sealed title;
    private @Nullable List<UserId> present;

    private ConversationState(String kind) {
        this.kind = kind;
    }

    /** A state before the first event of a conversation. */
    static ConversationState before(ConversationEvent first) {
        return new ConversationState(first instanceof DirectStarted ? DIRECT : GROUP);
    }

    /** @param members everybody who ever was in it, by number, with how often they wrote and when they were there */
    static ConversationState readBack(
            String kind,
            long seq,
            long messages,
            long lastMessage,
            @Nullable Sealed title,
            List<UserId> members,
            long[] messagesBy,
            List<List<Stay>> stays) {
        ConversationState state = new ConversationState(kind);
        state.seq = seq;
        state.messages = messages;
        state.lastMessage = lastMessage;
        state.title = title;
        for (int number = 0; number < members.size(); number++) {
            state.numberFor(members.get(number));
            state.messagesBy[number] = messagesBy[number];
            state.stays.get(number).addAll(stays.get(number));
        }
        state.windowFrom = seq + 1;
        state.lastDeparture = stays.stream()
                .flatMap(List::stream)
                .filter(stay -> !stay.isOpen())
                .mapToLong(Stay::to)
                .max()
                .orElse(-1);
        return state;
    }

    /** Folds the next event; memberships that were read back may be ahead of it. */
    void apply(ConversationEvent event) {
        long at = seq + 1;
        switch (event) {
            case DirectStarted started -> {
                join(started.by(), at);
                join(started.with(), at);
                advance(NOBODY);
            }
            case DirectEvent direct -> {
                apply(direct, at);
                advance(NOBODY);
            }
            case MessageSent sent -> {
                int number = numberOf(sent.from());
                messages++;
                messagesBy[number]++;
                lastMessage = at;
                advance(number);
            }
            case MessageChange change -> advance(NOBODY);
            case RetentionChanged changed -> advance(NOBODY);
            case GroupEvent group -> {
                apply(group, at);
                advance(NOBODY);
            }
        }
    }

    /** Whoever blocks the other is away meanwhile: nothing that happens then is for them. */
    private void apply(DirectEvent event, long at) {
        switch (event) {
            case PeerBlocked blocked -> leave(blocked.by(), at);
            case PeerUnblocked unblocked -> join(unblocked.by(), at);
            case RequestAccepted accepted -> {}
        }
    }

    private void apply(GroupEvent event, long at) {
        switch (event) {
            case GroupCreated created -> {
                title = created.title();
                created.members().forEach(member -> join(member, at));
            }
            case GroupRenamed renamed -> title = renamed.title();
            case MembersAdded added -> added.members().forEach(member -> join(member, at));
            case InvitationAccepted accepted -> join(accepted.by(), at);
            case MemberRemoved removed -> leave(removed.member(), at);
            case MemberLeft left -> leave(left.by(), at);
            case GroupEvent.GroupPictured pictured -> {}
            case GroupEvent.MembersInvited invited -> {}
            case GroupEvent.InvitationDeclined declined -> {}
            case GroupEvent.InvitationWithdrawn withdrawn -> {}
            case GroupEvent.AdminSet set -> {}
        }
    }

    private void join(UserId member, long at) {
        List<Stay> own = stays.get(numberFor(member));
        if (own.isEmpty() || !own.getLast().isOpen()) {
            own.add(Stay.since(at));
        }
        present = null;
    }

    private void leave(UserId member, long at) {
        List<Stay> own = stays.get(numberOf(member));
        if (own.getLast().isOpen()) {
            own.addLast(own.removeLast().until(at));
        }
        lastDeparture = at;
        present = null;
    }

    private int numberFor(UserId member) {
        Integer known = numbers.get(member);
        if (known != null) {
            return known;
        }
        int number = everybody.size();
        everybody.add(member);
        numbers.put(member, number);
        stays.add(new ArrayList<>(1));
        if (number == messagesBy.length) {
            messagesBy = Arrays.copyOf(messagesBy, 2 * number);
        }
        return number;
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

    /** Null for a direct conversation. */
    public @Nullable Sealed title() {
        return title;
    }

    /** Everybody who ever was in it, by number. */
    List<UserId> everybody() {
        return List.copyOf(everybody);
    }

    /** Who is in it now. */
    public List<UserId> members() {
        if (present == null) {
            List<UserId> now = new ArrayList<>(everybody.size());
            for (int number = 0; number < everybody.size(); number++) {
                List<Stay> own = stays.get(number);
                if (!own.isEmpty() && own.getLast().isOpen()) {
                    now.add(everybody.get(number));
                }
            }
            present = List.copyOf(now);
        }
        return present;
    }

    /** Who sees that entry, whoever came or went since. */
    public List<UserId> audienceOf(long entry) {
        if (entry == seq && lastDeparture < seq) {
            return members();
        }
        List<UserId> audience = new ArrayList<>();
        for (int number = 0; number < everybody.size(); number++) {
            if (stays.get(number).stream().anyMatch(stay -> stay.contains(entry))) {
                audience.add(everybody.get(number));
            }
        }
        return audience;
    }

    /** A member's place in the list of everybody who ever was in it. */
    public int numberOf(UserId member) {
        Integer number = numbers.get(member);
        if (number == null) {
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

    /** Messages up to that seq are not kept any more. */
    void expire(long upTo) {
        expired = Math.max(expired, upTo);
    }

    boolean isKept(long entry) {
        return entry > expired;
    }

    /** Seq of the last message, -1 if there is none. */
    public long lastMessage() {
        return lastMessage;
    }

    public long messagesBy(UserId member) {
        return messagesBy[numberOf(member)];
    }

    /**
     * Who wrote the messages above one seq, up to and including another; everybody who is in it where that is further back than it
     * is remembered.
     */
    public Set<UserId> authorsBetween(long above, long upTo) {
        if (above + 1 < windowFrom) {
            return Set.copyOf(members());
        }
        Set<UserId> wrote = new HashSet<>();
        for (long at = above + 1; at <= Math.min(upTo, seq); at++) {
            int author = authors[slot(at)];
            if (author != NOBODY) {
                wrote.add(everybody.get(author));
            }
        }
        return wrote;
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
