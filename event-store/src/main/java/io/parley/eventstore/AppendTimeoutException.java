package io.parley.eventstore;

import java.time.Duration;
import org.axonframework.common.AxonTransientException;

/** The deadline for an append passed, or its caller was interrupted before it was queued. */
public final class AppendTimeoutException extends AxonTransientException {
    private final boolean outcomeKnown;

    private AppendTimeoutException(String message, boolean outcomeKnown) {
        super(message);
        this.outcomeKnown = outcomeKnown;
    }

    static AppendTimeoutException noRoom(Duration limit) {
        return new AppendTimeoutException("no room in the event store's queue within " + limit, true);
    }

    static AppendTimeoutException interrupted() {
        return new AppendTimeoutException("interrupted while waiting for room in the event store's queue", true);
    }

    static AppendTimeoutException noAnswer(Duration limit) {
        return new AppendTimeoutException(
                "no answer from the event store's disk within " + limit + "; the events may yet be stored", false);
    }

    /** Whether the events are surely not stored. Otherwise they may be, now or later. */
    public boolean outcomeKnown() {
        return outcomeKnown;
    }
}
