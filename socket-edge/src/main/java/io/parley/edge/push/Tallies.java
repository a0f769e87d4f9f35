package io.parley.edge.push;

import io.parley.api.conversation.SyncInbox;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.delivery.Announcement;
import io.parley.edge.session.Session;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Watermark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many members of a large group have the newest messages of the people on this edge. It counts what is announced while the author is
 * connected: whoever acknowledges such a message does so after it was announced. Thread-safe.
 */
public final class Tallies {
    /** Older messages of a session in a conversation are no longer counted. */
    private static final int MOST_COUNTED = 8;

    private final Map<ConversationId, Tally> tallies = new ConcurrentHashMap<>();

    static boolean isLarge(int members) {
        return members > SyncInbox.MOST_SHOWN_MEMBERS;
    }

    /** The session's person wrote it; before anybody is pushed it. */
    void added(Session session, Announcement.EntryAdded entry) {
        tallies.compute(entry.conversation(), (any, held) -> {
            Tally tally = held == null ? new Tally() : held;
            tally.add(
                    session,
                    new Counted(
                            entry.entry().seq(),
                            entry.recipients(),
                            entry.entry().from()));
            return tally;
        });
    }

    void moved(Announcement.ReceiptsMoved receipts) {
        Tally tally = tallies.get(receipts.conversation());
        if (tally != null) {
            tally.raise(receipts.moved());
        }
    }

    /** Pushes what has changed since the last time, and forgets sessions that are gone; called by one thread. */
    public void tick() {
        tallies.forEach((conversation, tally) -> tally.push(conversation));
        tallies.keySet()
                .forEach(one -> tallies.computeIfPresent(one, (any, tally) -> tally.isOfNobody() ? null : tally));
    }

    private static final class Counted {
        private final long seq;
        private final List<UserId> audience;
        private final UserId author;
        private ServerFrame.@Nullable Count told;

        Counted(long seq, List<UserId> audience, UserId author) {
            this.seq = seq;
            this.audience = audience;
            this.author = author;
        }

        /** Null where nothing has changed since the last time. */
        ServerFrame.@Nullable Count news(Map<UserId, Watermark> reached, boolean withReads) {
            int delivered = 0;
            int read = 0;
            for (UserId member : audience) {
                Watermark watermark = member.equals(author) ? null : reached.get(member);
                if (watermark != null) {
                    delivered += watermark.delivered() >= seq ? 1 : 0;
                    read += withReads && watermark.hasRead(seq) ? 1 : 0;
                }
            }
            ServerFrame.Count now = new ServerFrame.Count(seq, audience.size() - 1, delivered, read);
            if (now.equals(told)) {
                return null;
            }
            told = now;
            return now;
        }
    }

    private static final class Tally {
        private final Map<UserId, Watermark> reached = new HashMap<>();
        private final Map<Session, Deque<Counted>> sessions = new HashMap<>();
        private boolean moved;

        synchronized void add(Session session, Counted message) {
            Deque<Counted> messages = sessions.computeIfAbsent(session, any -> new ArrayDeque<>());
            messages.addLast(message);
            if (messages.size() > MOST_COUNTED) {
                messages.removeFirst();
            }
        }

        synchronized void raise(List<Announcement.Watermark> watermarks) {
            moved = true;
            watermarks.forEach(one -> reached.merge(one.member(), Pushes.shown(one), Watermark::and));
        }

        synchronized void push(ConversationId conversation) {
            sessions.keySet().removeIf(Session::isClosed);
            if (!moved) {
                return;
            }
            moved = false;
            sessions.forEach((session, messages) -> {
                List<ServerFrame.Count> news = new ArrayList<>();
                for (Counted message : messages) {
                    ServerFrame.Count count = message.news(reached, session.sharesReads());
                    if (count != null) {
                        news.add(count);
                    }
                }
                if (!news.isEmpty()) {
                    session.push(new ServerFrame.Receipt(conversation.value(), List.of(), news));
                }
            });
        }

        synchronized boolean isOfNobody() {
            return sessions.isEmpty();
        }
    }
}
