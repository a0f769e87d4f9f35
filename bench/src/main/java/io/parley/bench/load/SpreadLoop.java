package io.parley.bench.load;

import io.parley.bench.report.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * So many messages incomplete over all pairs together, however many those are: when one is complete, the next goes out in the pair whose turn
 * it is.
 */
public final class SpreadLoop {
    private static final Duration CHECK = Duration.ofMillis(20);
    private static final long FILL_MINUTES = 15;

    private final String name;
    private final String meaning;
    private final int inFlight;

    /**
     * @param name of the figures
     * @param meaning of the figures, in front of what each is
     */
    public SpreadLoop(String name, String meaning, int inFlight) {
        this.name = name;
        this.meaning = meaning;
        this.inFlight = inFlight;
    }

    public List<Figure> run(List<Pair> pairs, Server server, Duration warmUp, Duration length, Faults faults)
            throws InterruptedException, IOException {
        Turns turns = new Turns(pairs);
        turns.start(inFlight);
        turns.window.measure(server, warmUp, faults);
        Window.Result result = turns.window.measure(server, length, faults);
        turns.stopped = true;
        Quiet.await(pairs, faults);
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(name, meaning + ": complete messages", result.perSecond(), "/s", ""));
        figures.addAll(result.costs(name, meaning, ""));
        return figures;
    }

    /** Goes on until so many are complete. */
    public void fill(List<Pair> pairs, long messages, Faults faults) throws InterruptedException {
        Turns turns = new Turns(pairs);
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(FILL_MINUTES);
        turns.start(inFlight);
        while (turns.completed.sum() < messages) {
            faults.checkFor(CHECK);
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(turns.completed.sum() + " of " + messages + " messages were stored in "
                        + FILL_MINUTES + " minutes");
            }
        }
        turns.stopped = true;
        Quiet.await(pairs, faults);
    }

    private static final class Turns implements Progress {
        private final List<Pair> pairs;
        private final Window window = new Window();
        private final LongAdder completed = new LongAdder();
        private final AtomicInteger turn = new AtomicInteger();
        private volatile boolean stopped;

        Turns(List<Pair> pairs) {
            this.pairs = pairs;
        }

        void start(int messages) {
            pairs.forEach(pair -> pair.run(() -> pair.watch(this)));
            for (int i = 0; i < messages; i++) {
                next();
            }
        }

        private void next() {
            Pair pair = pairs.get(Math.floorMod(turn.getAndIncrement(), pairs.size()));
            pair.run(() -> pair.send(System.nanoTime()));
        }

        @Override
        public void completed(Pair pair, long sentAt) {
            window.completed();
            completed.increment();
            if (!stopped) {
                next();
            }
        }
    }
}
