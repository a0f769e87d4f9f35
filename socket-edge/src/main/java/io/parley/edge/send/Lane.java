package io.parley.edge.send;

import io.opentelemetry.api.trace.Span;
import io.parley.protocol.ClientFrame.Send;
import io.parley.protocol.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** One session's unanswered messages in one conversation: those in the command under way, and those that wait for the next. */
final class Lane {
    private final Queue<Taken> waiting = new ArrayDeque<>(1);
    private int underWay;
    private boolean drained;

    /**
     * @param at when it came, by {@link System#nanoTime()}
     * @param span from then until it is answered
     */
    record Taken(Send send, long at, Span span) {}

    enum Entry {
        /** Nothing was under way: the caller has to see to it. */
        FIRST,
        BEHIND,
        /** The server would not remember it for sure: a resend might double it. */
        FULL
    }

    Entry enter(Taken send) {
        if (waiting.size() + underWay >= Limits.UNANSWERED) {
            return Entry.FULL;
        }
        waiting.add(send);
        boolean first = !drained;
        drained = true;
        return first ? Entry.FIRST : Entry.BEHIND;
    }

    /** What was under way is about to be answered: whoever has an answer may send again. */
    void answered() {
        underWay = 0;
    }

    /** What waits goes under way. */
    List<Taken> next() {
        List<Taken> batch = new ArrayList<>(waiting);
        waiting.clear();
        underWay = batch.size();
        return batch;
    }
}
