package io.parley.torture.truth;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.MessageSent;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.api.receipts.ReceiptsAdvanced.Moved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One conversation as its events have it. */
public final class Fold {
    private static final long NOTHING = -1;

    private final List<Sent> entries = new ArrayList<>();
    private final Map<String, Watermarks> watermarks = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** @param mid and {@code device}: null for what is no message */
    public record Sent(
            long seq,
            @Nullable UUID mid,
            @Nullable String from,
            @Nullable String device,
            Instant time) {}

    /** How far somebody got, and when. */
    private static final class Watermarks {
        private long delivered = NOTHING;
        private long read = NOTHING;
        private final NavigableMap<Long, Instant> deliveredAt = new TreeMap<>();
        private final NavigableMap<Long, Instant> readAt = new TreeMap<>();
    }

    void entry(long seq, ConversationEvent event) {
        if (seq != entries.size()) {
            faults.add("the log has seq " + seq + " where " + entries.size() + " is due");
        }
        entries.add(
                event instanceof MessageSent sent
                        ? new Sent(
                                seq,
                                sent.mid(),
                                sent.from().value(),
                                sent.device().value(),
                                sent.time())
                        : new Sent(seq, null, null, null, event.time()));
    }

    void receipts(ReceiptsAdvanced event) {
        for (Moved moved : event.moved()) {
            Watermarks of = watermarks.computeIfAbsent(moved.member().value(), any -> new Watermarks());
            if (moved.delivered() < of.delivered || moved.read() < of.read) {
                faults.add("a watermark fell in the log: " + moved);
            }
            if (moved.delivered() > of.delivered) {
                of.deliveredAt.put(moved.delivered(), event.time());
            }
            if (moved.read() > of.read) {
                of.readAt.put(moved.read(), event.time());
            }
            of.delivered = moved.delivered();
            of.read = moved.read();
        }
    }

    public List<Sent> entries() {
        return entries;
    }

    public long head() {
        return entries.size() - 1L;
    }

    public long delivered(String member) {
        Watermarks of = watermarks.get(member);
        return of == null ? NOTHING : of.delivered;
    }

    public long read(String member) {
        Watermarks of = watermarks.get(member);
        return of == null ? NOTHING : of.read;
    }

    /** Null where it was not. */
    public @Nullable Instant deliveredAt(String member, long seq) {
        Watermarks of = watermarks.get(member);
        return of == null ? null : at(of.deliveredAt, seq);
    }

    public @Nullable Instant readAt(String member, long seq) {
        Watermarks of = watermarks.get(member);
        return of == null ? null : at(of.readAt, seq);
    }

    private static @Nullable Instant at(NavigableMap<Long, Instant> reached, long seq) {
        Map.Entry<Long, Instant> first = reached.ceilingEntry(seq);
        return first == null ? null : first.getValue();
    }

    /** Messages by others above what the member has read. */
    public long unread(String member) {
        return above(member, read(member)).size();
    }

    /** What others sent above what the member has. */
    public List<Long> pending(String member) {
        return above(member, delivered(member));
    }

    private List<Long> above(String member, long watermark) {
        return entries.stream()
                .filter(entry -> entry.mid() != null && !member.equals(entry.from()) && entry.seq() > watermark)
                .map(Sent::seq)
                .toList();
    }

    public List<String> faults() {
        return faults;
    }
}
