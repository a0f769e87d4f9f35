package io.parley.viewstore;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.h2.mvstore.MVStore;

/**
 * Documents a second through the driver, here and on the library's own H2 backend. Arguments: {@code ours|stock}, a
 * folder, seconds for each of the five loads.
 */
final class ViewStoreBench {
    private static final int THREADS = 2;
    private static final int BULK = 100;
    private static final int IN = 50;
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final String CT = "c".repeat(280);

    private final MongoCollection<Document> entries;
    private final Duration length;
    private final AtomicLong next = new AtomicLong();

    private ViewStoreBench(MongoCollection<Document> entries, Duration length) {
        this.entries = entries;
        this.length = length;
    }

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[1]).resolve("bench-" + args[0]);
        Files.deleteIfExists(file);
        Duration length = Duration.ofSeconds(Long.parseLong(args[2]));
        switch (args[0]) {
            case "ours" -> {
                try (EmbeddedMongo mongo = EmbeddedMongo.open(file, EmbeddedMongoOptions.defaults())) {
                    run(mongo.connectionString(), length);
                    System.out.printf(
                            "failure: %s, scans: %d, last commit took %d ms%n",
                            mongo.failure(),
                            mongo.scans(),
                            mongo.lastCommitPause().toMillis());
                }
            }
            case "stock" -> stock(file, length);
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.printf("file %,d KiB%n", Files.size(file) / 1024);
    }

    private static void stock(Path file, Duration length) throws Exception {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .cacheSize(64)
                .open();
        MongoServer server = new MongoServer(new H2Backend(store));
        Thread committer = Thread.ofPlatform().daemon().start(() -> {
            while (!store.isClosed()) {
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                store.commit();
            }
        });
        try {
            run(server.bindAndGetConnectionString(), length);
        } finally {
            server.shutdownNow();
            committer.join();
        }
    }

    private static void run(String connectionString, Duration length) throws Exception {
        try (MongoClient client = MongoClients.create(connectionString)) {
            ViewStoreBench bench =
                    new ViewStoreBench(client.getDatabase("parley").getCollection("entries"), length);
            bench.load("bulk upserts of new documents", BULK, thread -> bench.insert());
            bench.load("bulk updates of existing ones", BULK, thread -> bench.update());
            bench.load("reads of one _id", 1, thread -> bench.read());
            bench.load("reads of " + IN + " by _id $in", IN, thread -> bench.readMany());
            bench.paced(client);
        }
    }

    /** What 500 messages a second do: an entry each, and the documents of its conversation, 100 of them. */
    private void paced(MongoClient client) {
        MongoCollection<Document> heads = client.getDatabase("parley").getCollection("heads");
        List<Long> latencies = new ArrayList<>();
        long cpu = cpuNanos();
        long start = System.nanoTime();
        int count = (int) (length.toMillis() * 4 / 3 / 2);
        for (int i = 0; i < count; i++) {
            long due = start + i * 2_000_000L;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            long number = next.getAndIncrement();
            write(LongStream.of(number));
            heads.bulkWrite(IntStream.range(0, 4)
                    .mapToObj(k -> new UpdateOneModel<Document>(
                            eq("_id", "head" + k + "/" + number % 100), Updates.set("seq", number), UPSERT))
                    .toList());
            if (i > count / 4) {
                latencies.add(System.nanoTime() - due);
            }
        }
        report("500 messages/s, 2 bulks each", 500, cpuNanos() - cpu, Duration.ofMillis(count * 2L), latencies);
    }

    private void load(String name, int documents, IntConsumer step) throws Exception {
        LongAdder done = new LongAdder();
        long cpu = cpuNanos();
        long warm = System.nanoTime() + length.toNanos() / 3;
        long end = warm + length.toNanos();
        List<Long> latencies = new ArrayList<>();
        List<Thread> threads = IntStream.range(0, THREADS)
                .mapToObj(thread -> Thread.ofPlatform().start(() -> {
                    long start = System.nanoTime();
                    while (start < end) {
                        step.accept(thread);
                        long now = System.nanoTime();
                        if (start > warm) {
                            done.add(documents);
                            if (thread == 0) {
                                latencies.add(now - start);
                            }
                        }
                        start = now;
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        report(
                name,
                done.sum() / length.toSeconds(),
                cpuNanos() - cpu,
                length.multipliedBy(4).dividedBy(3),
                latencies);
    }

    /** CPU of client and server, per unit; it says more than the rate on a machine that others use too. */
    private static void report(String name, long rate, long cpuNanos, Duration took, List<Long> latencies) {
        latencies.sort(null);
        System.out.printf(
                "%-32s %,9d/s %6.1f us CPU each   call p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.1f ms%n",
                name,
                rate,
                cpuNanos / 1e3 / (rate * took.toMillis() / 1e3),
                latencies.get(latencies.size() / 2) / 1e6,
                latencies.get(latencies.size() * 99 / 100) / 1e6,
                latencies.get((int) (latencies.size() * 999L / 1000)) / 1e6,
                latencies.getLast() / 1e6);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private void insert() {
        long first = next.getAndAdd(BULK);
        write(LongStream.range(first, first + BULK));
    }

    private void update() {
        write(ThreadLocalRandom.current().longs(BULK, 0, next.get()));
    }

    private void write(LongStream numbers) {
        entries.bulkWrite(numbers.mapToObj(i -> new UpdateOneModel<Document>(
                        eq("_id", id(i)),
                        Updates.combine(
                                Updates.set("conversation", "c" + i % 100),
                                Updates.set("seq", i / 100),
                                Updates.set("from", "0193a1b2-0000-7000-8000-000000000001"),
                                Updates.set("body", new Document("keyId", "k".repeat(22)).append("ct", CT)),
                                Updates.set("time", System.nanoTime())),
                        UPSERT))
                .toList());
    }

    private void read() {
        entries.find(eq("_id", id(ThreadLocalRandom.current().nextLong(next.get()))))
                .first();
    }

    private void readMany() {
        long first = ThreadLocalRandom.current().nextLong(next.get() - 100L * IN);
        entries.find(in(
                        "_id",
                        IntStream.range(0, IN)
                                .mapToObj(i -> id(first + 100L * i))
                                .toList()))
                .into(new ArrayList<>());
    }

    private static String id(long i) {
        return String.format("0193a1b2c3d4e5f60718293a4b5c6d%02d/%012d", i % 100, i / 100);
    }
}
