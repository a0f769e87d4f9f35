package io.parley.torture.check;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting with an end. */
public final class Patience {
    private static final Duration CHECK = Duration.ofMillis(5);

    private Patience() {}

    /** Whether it came true in time. */
    public static boolean until(Duration within, BooleanSupplier condition) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(CHECK.toNanos());
        }
        return true;
    }

    /**
     * Looks again and again until nothing is wrong any more.
     *
     * @throws Broken with what is still wrong in the end
     */
    public static void untilNothingIsWrong(Duration within, Supplier<Findings> look) {
        Findings[] last = {new Findings()};
        until(within, () -> {
            last[0] = look.get();
            return last[0].all().isEmpty();
        });
        last[0].throwIfAny();
    }
}
