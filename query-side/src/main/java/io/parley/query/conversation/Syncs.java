package io.parley.query.conversation;

import io.parley.api.Epoch;
import io.parley.api.conversation.Mark;
import io.parley.api.conversation.SyncInbox;
import io.parley.api.conversation.SyncInbox.Outcome;
import io.parley.api.conversation.SyncInbox.Synced;
import io.parley.query.conversation.Heads.Placed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** What changed since a mark. The new mark is taken before the views are read, so what happens meanwhile is repeated, never left out. */
public final class Syncs {
    private static final long EVERYTHING = Long.MIN_VALUE;
    private static final Duration CATCH_UP = Duration.ofSeconds(8);
    private static final Duration CHECK = Duration.ofMillis(20);

    private final Heads heads;
    private final Marks marks;
    private final Supplier<Epoch> epoch;
    private final LongSupplier storeHead;

    /** @param storeHead position of the newest stored event */
    public Syncs(Heads heads, Marks marks, Supplier<Epoch> epoch, LongSupplier storeHead) {
        this.storeHead = storeHead;
        this.heads = heads;
        this.marks = marks;
        this.epoch = epoch;
    }

    @QueryHandler
    Synced handle(SyncInbox query) {
        OptionalLong since = since(query.mark());
        Mark now = reached(since.orElse(EVERYTHING));
        Cursor cursor = query.page() == null
                ? Cursor.first(since.orElse(EVERYTHING), now)
                : Cursor.parse(query.page()).orElseGet(() -> Cursor.first(EVERYTHING, now));
        List<Placed> changed = heads.of(query.user()).stream()
                .filter(one -> one.position() > cursor.since())
                .filter(cursor::isAbove)
                .toList();
        List<Placed> page = changed.stream().limit(query.limit()).toList();
        boolean more = changed.size() > page.size();
        return new Synced(
                outcome(cursor, page),
                page.stream().map(Placed::head).toList(),
                more ? cursor.behind(page.getLast()).text() : null,
                new Mark(epoch.get(), cursor.mark()).text());
    }

    /** Empty for a mark of another history, or of one that was longer. */
    private OptionalLong since(@Nullable String text) {
        return Stream.ofNullable(text)
                .flatMap(mark -> Mark.parse(mark).stream())
                .filter(mark -> mark.epoch().equals(epoch.get()))
                .mapToLong(Mark::position)
                .filter(position -> position <= storeHead.getAsLong())
                .findFirst();
    }

    /**
     * The current mark, once the views are as far as they were when the client got its own: after a crash they may be behind for a moment.
     *
     * @throws IllegalStateException if that takes too long
     */
    private Mark reached(long position) {
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        Mark now = marks.current();
        while (now.position() < position) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the views are behind a mark that was given out");
            }
            LockSupport.parkNanos(CHECK.toNanos());
            now = marks.current();
        }
        return now;
    }

    private static Outcome outcome(Cursor cursor, List<Placed> page) {
        if (cursor.since() == EVERYTHING) {
            return Outcome.RESET;
        }
        return page.isEmpty() && cursor.isFirst() ? Outcome.COMPLETE : Outcome.CHANGED;
    }

    /**
     * Where the next page starts: below the last head given, by time and id. A conversation that moves up meanwhile is pushed, and lies above
     * the mark of the first page.
     *
     * @param mark of the first page
     * @param time Long.MAX_VALUE on the first page
     */
    private record Cursor(long since, long mark, long time, String conversation) {
        static Cursor first(long since, Mark now) {
            return new Cursor(since, now.position(), Long.MAX_VALUE, "");
        }

        boolean isFirst() {
            return time == Long.MAX_VALUE;
        }

        boolean isAbove(Placed one) {
            boolean sameTime = one.time() == time;
            return one.time() < time
                    || (sameTime && one.head().conversation().value().compareTo(conversation) > 0);
        }

        Cursor behind(Placed last) {
            return new Cursor(
                    since, mark, last.time(), last.head().conversation().value());
        }

        String text() {
            return since + "." + mark + "." + time + "." + conversation;
        }

        static Optional<Cursor> parse(String text) {
            String[] parts = text.split("\\.", 4);
            try {
                return parts.length < 4
                        ? Optional.empty()
                        : Optional.of(new Cursor(
                                Long.parseLong(parts[0]),
                                Long.parseLong(parts[1]),
                                Long.parseLong(parts[2]),
                                parts[3]));
            } catch (NumberFormatException notOurs) {
                return Optional.empty();
            }
        }
    }
}
