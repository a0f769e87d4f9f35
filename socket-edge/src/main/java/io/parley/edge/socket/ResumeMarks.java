package io.parley.edge.socket;

import io.parley.api.conversation.GetMark;
import io.parley.api.conversation.Mark;
import io.parley.edge.request.Bus;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Marks that pings may carry: everything up to them has been queued to the sessions. Where that is not known, the last one of which it was.
 * Used by one thread.
 */
final class ResumeMarks {
    private static final long BEFORE_ALL = -1;

    private final Bus bus;
    private final BooleanSupplier settled;
    private @Nullable Mark last;

    /** @param settled whether what was announced before the call has been queued to the sessions */
    ResumeMarks(Bus bus, BooleanSupplier settled) {
        this.bus = bus;
        this.settled = settled;
    }

    Mark next() throws Bus.Unavailable {
        Mark taken = bus.query(new GetMark(), Mark.class);
        Mark before = last;
        if (settled.getAsBoolean()) {
            last = taken;
            return taken;
        }
        return before != null && before.epoch().equals(taken.epoch()) ? before : new Mark(taken.epoch(), BEFORE_ALL);
    }
}
