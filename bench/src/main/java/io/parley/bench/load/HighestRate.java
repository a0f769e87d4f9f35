package io.parley.bench.load;

import io.parley.bench.report.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The highest rate of an open loop at which 99 of 100 messages are complete within a bound, good to a quarter. Windows are short: what else the
 * machine does may spoil one, so a rate is given up only after the second.
 */
public final class HighestRate {
    private static final double BOUND_MS = 100;
    private static final double TAIL = 99;
    private static final int FIRST = 125;
    private static final int CEILING = 32_000;
    private static final int HALVINGS = 2;
    private static final int ATTEMPTS = 2;
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration LENGTH = Duration.ofSeconds(3);

    public List<Figure> run(List<Pair> pairs, Server server, Faults faults) throws InterruptedException, IOException {
        int holds = 0;
        int fails = FIRST;
        while (fails <= CEILING && holds(fails, pairs, server, faults)) {
            holds = fails;
            fails *= 2;
        }
        for (int i = 0; i < HALVINGS && holds > 0; i++) {
            int between = (holds + fails) / 2;
            if (holds(between, pairs, server, faults)) {
                holds = between;
            } else {
                fails = between;
            }
        }
        return List.of(
                new Figure("highest.rate", "highest rate with p99 to the read receipt under 100 ms", holds, "/s", ""));
    }

    private static boolean holds(int rate, List<Pair> pairs, Server server, Faults faults)
            throws InterruptedException, IOException {
        OpenLoop loop = new OpenLoop(rate);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (loop.measure(pairs, server, WARM_UP, LENGTH, faults).receiptMs(TAIL) < BOUND_MS) {
                return true;
            }
        }
        return false;
    }
}
