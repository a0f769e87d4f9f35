package io.parley.eventstore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.TrackingEventStream;

/**
 * Appends of one event of 200 bytes by so many clients on virtual threads, with one stream that follows. Arguments: a
 * directory that does not exist yet, then client counts.
 */
final class AppendBench {
    private static final int WARM_UP = 20_000;
    private static final long SECONDS = 6;

    private AppendBench() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectory(Path.of(args[0]));
        for (int i = 1; i < args.length; i++) {
            measure(directory.resolve(args[i]), Integer.parseInt(args[i]));
        }
    }

    private static void measure(Path directory, int clients) throws Exception {
        try (RocksEventStorageEngine engine = Events.open(directory);
                TrackingEventStream stream = PushingEventStore.on(engine).openStream(null)) {
            stream.setOnAvailableCallback(() -> {});
            run(engine, "warm", clients, WARM_UP / clients, Long.MAX_VALUE);
            EventStoreCounters before = engine.counters();
            long start = System.nanoTime();
            long[] micros = run(engine, "run", clients, Integer.MAX_VALUE, start + SECONDS * 1_000_000_000);
            double seconds = (System.nanoTime() - start) / 1e9;
            EventStoreCounters after = engine.counters();
            Arrays.sort(micros);
            System.out.printf(
                    "%d clients: %,.0f appends/s, p50 %.2f ms, p99 %.2f ms, %.1f appends a sync%n",
                    clients,
                    micros.length / seconds,
                    micros[micros.length / 2] / 1e3,
                    micros[micros.length * 99 / 100] / 1e3,
                    micros.length / (double) (after.walSyncs() - before.walSyncs()));
        }
    }

    private static long[] run(RocksEventStorageEngine engine, String name, int clients, int each, long until)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<long[]>> runs = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                String aggregate = name + client;
                runs.add(threads.submit(() -> client(engine, aggregate, each, until)));
            }
            long[] all = new long[0];
            for (Future<long[]> run : runs) {
                long[] one = run.get();
                int length = all.length;
                all = Arrays.copyOf(all, length + one.length);
                System.arraycopy(one, 0, all, length, one.length);
            }
            return all;
        }
    }

    private static long[] client(RocksEventStorageEngine engine, String aggregate, int events, long until) {
        long[] micros = new long[1_024];
        String text = "x".repeat(200);
        int sequence = 0;
        for (long start = System.nanoTime(); sequence < events && start < until; start = System.nanoTime()) {
            engine.appendEvents(Events.said(aggregate, sequence, text));
            if (sequence == micros.length) {
                micros = Arrays.copyOf(micros, 2 * sequence);
            }
            micros[sequence++] = (System.nanoTime() - start) / 1_000;
        }
        return Arrays.copyOf(micros, sequence);
    }
}
