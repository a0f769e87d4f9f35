package io.parley.bench.load;

import io.parley.bench.report.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every pair keeps that many messages incomplete: a new one goes out when the sender has both receipts of an old one. */
public final class ClosedLoop {
    private final int inFlight;

    public ClosedLoop(int inFlight) {
        this.inFlight = inFlight;
    }

    public List<Figure> run(List<Pair> pairs, Server server, Duration warmUp, Duration length, Faults faults)
            throws InterruptedException, IOException {
        Window window = new Window();
        Refill refill = new Refill(window);
        for (Pair pair : pairs) {
            pair.run(() -> {
                pair.watch(refill);
                for (int i = 0; i < inFlight; i++) {
                    pair.send(System.nanoTime());
                }
            });
        }
        window.measure(server, warmUp, faults);
        Window.Result result = window.measure(server, length, faults);
        refill.stop();
        Quiet.await(pairs, faults);
        String name = "closed" + inFlight;
        List<Figure> figures = new ArrayList<>();
        String meaning = inFlight + " in flight";
        figures.add(new Figure(name, meaning + ": complete messages", result.perSecond(), "/s", ">= 6000"));
        figures.addAll(result.costs(name, meaning, "<= 0.25"));
        return figures;
    }

    private static final class Refill implements Progress {
        private final Window window;
        private volatile boolean stopped;

        Refill(Window window) {
            this.window = window;
        }

        void stop() {
            stopped = true;
        }

        @Override
        public void completed(Pair pair, long sentAt) {
            window.completed();
            if (!stopped) {
                pair.send(System.nanoTime());
            }
        }
    }
}
