package io.parley.torture;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How a life of the server ends. */
sealed interface Kill {
    List<String> POINTS = List.of("after-key", "after-append", "after-views", "after-announcement", "after-token");
    int FEW_PASSES = 3;
    int SOME_PASSES = 10;
    int MANY_PASSES = 150;
    int FEWEST_MESSAGES = 50;
    int MORE_MESSAGES = 500;
    int LONGEST_START_MS = 1_500;

    /** By its own hand, between two steps. */
    record AtPoint(String point, int passes) implements Kill {
        @Override
        public String toString() {
            return point + ":" + passes;
        }
    }

    /** kill -9, once so many more messages are accepted. */
    record UnderLoad(int messages) implements Kill {
        @Override
        public String toString() {
            return "kill -9 after " + messages + " messages";
        }
    }

    /** kill -9 so soon that it may not yet serve. */
    record WhileStarting(Duration after) implements Kill {
        @Override
        public String toString() {
            return "kill -9 after " + after.toMillis() + " ms";
        }
    }

    /** Each point in its turn, and between them a kill that knows no point. */
    static Kill of(int number, RandomGenerator random) {
        if (number % 2 == 0) {
            String point = POINTS.get(number / 2 % POINTS.size());
            return new AtPoint(point, 1 + random.nextInt(mostPasses(point)));
        }
        return random.nextInt(4) == 0
                ? new WhileStarting(Duration.ofMillis(random.nextInt(LONGEST_START_MS)))
                : new UnderLoad(FEWEST_MESSAGES + random.nextInt(MORE_MESSAGES));
    }

    /** So few that it is passed as often within a second or two of load. */
    private static int mostPasses(String point) {
        return switch (point) {
            case "after-key" -> FEW_PASSES;
            case "after-append" -> MANY_PASSES;
            default -> SOME_PASSES;
        };
    }

    default @Nullable String crash() {
        return this instanceof AtPoint ? toString() : null;
    }
}
