package io.parley.query.conversation;

import io.parley.api.Epoch;
import io.parley.api.conversation.Mark;
import io.parley.api.conversation.SyncInbox;
import io.parley.api.conversation.SyncInbox.Outcome;
import io.parley.api.conversation.SyncInbox.Synced;
import io.parley.query.conversation.Heads.Placed;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** What changed since a mark. The new mark is taken before the views are read, so what happens meanwhile is repeated, never left out. */
public final class Syncs {
    private static final long EVERYTHING = Long.MIN_VALUE;

    private final Heads heads;
    private final Marks marks;
    private final Epoch epoch;

    public Syncs(Heads heads, Marks marks, Epoch epoch) {
        this.heads = heads;
        this.marks = marks;
        this.epoch = epoch;
    }

    @QueryHandler
    Synced handle(SyncInbox query) {
        Mark now = marks.current();
        Cursor cursor = query.page() == null
                ? Cursor.first(since(query.mark(), now), now)
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
                new Mark(epoch, cursor.mark()).text());
    }

    private long since(@Nullable String text, Mark now) {
        return Optional.ofNullable(text)
                .flatMap(Mark::parse)
                .filter(mark -> mark.epoch().equals(epoch) && mark.position() <= now.position())
                .map(Mark::position)
                .orElse(EVERYTHING);
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
