package io.parley.bench.load;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Remembers the first thing that went wrong: a figure with a lost, doubled or reordered message is none. */
public final class Faults {
    private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

    void report(Throwable fault) {
        first.compareAndSet(null, fault);
    }

    /** @throws IllegalStateException if anything went wrong so far */
    public void check() {
        Throwable fault = first.get();
        if (fault != null) {
            throw new IllegalStateException("The run is void: " + fault.getMessage(), fault);
        }
    }
}
