package io.parley.bench.report;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the project wants a ratio to be. */
sealed interface RatioGoal {
    record AtLeast(double ratio) implements RatioGoal {
        @Override
        public boolean reached(Ratio measured) {
            return measured.value() >= ratio;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, ">= %.2f", ratio);
        }
    }

    record AtMost(double ratio) implements RatioGoal {
        @Override
        public boolean reached(Ratio measured) {
            return measured.value() <= ratio;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "<= %.2f", ratio);
        }
    }

    /** By the figure's name; to ejabberd with PostgreSQL. */
    Map<String, RatioGoal> ALL = Map.ofEntries(
            Map.entry("closed1", new AtLeast(12)),
            Map.entry("closed8", new AtLeast(12)),
            Map.entry("closed1.cpu", new AtMost(0.1)),
            Map.entry("closed8.cpu", new AtMost(0.1)),
            Map.entry("open.recipient.p50", new AtMost(0.5)),
            Map.entry("open.recipient.p99", new AtMost(1)),
            Map.entry("open.receipt.p50", new AtMost(0.5)),
            Map.entry("open.receipt.p99", new AtMost(1)),
            Map.entry("group100.1.deliveries", new AtLeast(2.5)),
            Map.entry("group100.8.deliveries", new AtLeast(2.5)),
            Map.entry("pending.median", new AtMost(1 / 3.0)),
            Map.entry("idle.rss", new AtMost(0.25)));

    static @Nullable RatioGoal of(String figure) {
        return ALL.get(figure);
    }

    boolean reached(Ratio measured);
}
