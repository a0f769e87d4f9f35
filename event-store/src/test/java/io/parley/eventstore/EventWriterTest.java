package io.parley.eventstore;

import static io.parley.eventstore.Events.all;
import static io.parley.eventstore.Events.open;
import static io.parley.eventstore.Events.options;
import static io.parley.eventstore.Events.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class EventWriterTest {
    private static final EventWriter.Disk DISK = (rocks, synced, batch) -> rocks.write(synced, batch);

    @TempDir
    Path directory;

    /** Lets a write through only when told to, so that a test decides what shares a batch. */
    private static final class Gate {
        private final Semaphore open = new Semaphore(0);
        private final Semaphore reached = new Semaphore(0);

        private EventWriter.Disk before(EventWriter.Disk disk) {
            return (rocks, synced, batch) -> {
                reached.release();
                open.acquireUninterruptibly();
                disk.write(rocks, synced, batch);
            };
        }

        private void awaitWrite() throws InterruptedException {
            assertThat(reached.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aClashFailsOnlyItsCallerAndWhatSharesTheBatchIsStored() throws Exception {
        Gate gate = new Gate();
        try (RocksEventStorageEngine engine = RocksEventStorageEngine.open(options(directory), gate.before(DISK));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = callers.submit(() -> engine.appendEvents(said("a", 0, "first")));
            gate.awaitWrite();
            List<Future<?>> winners = new ArrayList<>();
            winners.add(submit(engine, callers, 1, said("a", 1, "a1"), said("a", 2, "a2")));
            Future<?> clashWithBatch = submit(engine, callers, 2, said("x", 0, "x"), said("a", 2, "again"));
            Future<?> clashWithDisk = submit(engine, callers, 3, said("a", 0, "again"));
            winners.add(submit(engine, callers, 4, said("x", 0, "x, since the other one failed")));
            gate.open.release(2);

            first.get(10, TimeUnit.SECONDS);
            for (Future<?> winner : winners) {
                winner.get(10, TimeUnit.SECONDS);
            }
            assertThatThrownBy(() -> clashWithBatch.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ConcurrencyException.class);
            assertThatThrownBy(() -> clashWithDisk.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(AggregateStreamCreationException.class);
            assertThat(all(engine))
                    .extracting(Events::text)
                    .containsExactly("first", "a1", "a2", "x, since the other one failed");
            assertThat(engine.counters().batches()).isEqualTo(2);
        }
    }

    private static Future<?> submit(
            RocksEventStorageEngine engine, ExecutorService callers, int depthAfterwards, EventMessage<?>... events) {
        Future<?> append = callers.submit(() -> engine.appendEvents(events));
        await().until(() -> engine.counters().queueDepth() == depthAfterwards);
        return append;
    }

    @Test
    void whatIsNotYetSyncedIsSeenByNobodyAndItsCallerWaits() throws Exception {
        Gate gate = new Gate();
        CountDownLatch synced = new CountDownLatch(1);
        Semaphore answer = new Semaphore(0);
        EventStoreOptions options = EventStoreOptions.in(directory, Events.SERIALIZER)
                .crashPoints(point -> {
                    synced.countDown();
                    answer.acquireUninterruptibly();
                })
                .build();
        try (RocksEventStorageEngine engine = RocksEventStorageEngine.open(options, gate.before(DISK))) {
            CompletableFuture<Void> append =
                    CompletableFuture.runAsync(() -> engine.appendEvents(said("a", 0, "first")));
            gate.awaitWrite();
            assertThat(append).isNotDone();
            assertThat(engine.head()).isZero();
            gate.open.release();

            assertThat(synced.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(append).isNotDone();
            assertThat(engine.head()).isZero();
            assertThat(engine.readEvents("a").hasNext()).isFalse();
            assertThat(engine.lastSequenceNumberFor("a")).isEmpty();
            answer.release();

            append.get(10, TimeUnit.SECONDS);
            assertThat(engine.head()).isEqualTo(1);
            assertThat(engine.readEvents("a").hasNext()).isTrue();
        }
    }

    @Test
    void theLogIsSyncedForEachBatchAndBeforeItsCallersReturn() throws Exception {
        int alone = 0;
        try (RocksEventStorageEngine engine = open(directory)) {
            for (int i = 0; i < 20; i++) {
                long before = engine.counters().walSyncs();
                engine.appendEvents(said("a", i, "" + i));
                assertThat(engine.counters().walSyncs()).isGreaterThan(before);
                alone++;
            }
            EventStoreCounters counters = engine.counters();
            assertThat(counters.events()).isEqualTo(alone);
            assertThat(counters.batches()).isEqualTo(alone);
            assertThat(counters.walSyncs()).isGreaterThanOrEqualTo(counters.batches());
        }
    }

    @Test
    void manyWritersWithClashesLeaveNoGapAndNoEventTwice() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        AtomicInteger stored = new AtomicInteger();
        try (RocksEventStorageEngine engine = open(directory);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 64; writer++) {
                RandomGenerator random =
                        RandomGeneratorFactory.of("L64X128MixRandom").create(seed + writer);
                writers.add(callers.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        stored.addAndGet(appendNext(engine, "a" + random.nextInt(8), 1 + random.nextInt(3)));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            assertThat(engine.head()).isEqualTo(stored.get());
            assertThat(engine.counters().events()).isEqualTo(stored.get());
            assertThat(all(engine)).extracting(Events::position).isSorted().hasSize(stored.get());
            for (int i = 0; i < 8; i++) {
                List<Long> sequences = engine.readEvents("a" + i)
                        .asStream()
                        .map(event -> event.getSequenceNumber())
                        .toList();
                assertThat(sequences)
                        .isEqualTo(LongStream.range(0, sequences.size()).boxed().toList());
            }
            assertThat(engine.counters().clashes()).isPositive();
        }
        try (ReadOnlyEventStore reopened = Events.readOnly(directory)) {
            assertThat(reopened.head()).isEqualTo(stored.get());
            reopened.verify(List.of());
        }
    }

    /** @return how many events were stored: all, or none after a clash */
    private static int appendNext(RocksEventStorageEngine engine, String aggregate, int events) {
        long next = engine.lastSequenceNumberFor(aggregate).orElse(-1L) + 1;
        List<EventMessage<?>> append = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            append.add(said(aggregate, next + i, "text"));
        }
        try {
            engine.appendEvents(append);
            return events;
        } catch (ConcurrencyException | AggregateStreamCreationException e) {
            return 0;
        }
    }

    @Test
    void aFailedWriteFencesTheStoreAndReadsGoOn() {
        AtomicBoolean full = new AtomicBoolean();
        EventWriter.Disk disk = (rocks, synced, batch) -> {
            if (full.get()) {
                throw new RocksDBException("No space left on device");
            }
            DISK.write(rocks, synced, batch);
        };
        try (RocksEventStorageEngine engine = RocksEventStorageEngine.open(options(directory), disk)) {
            engine.appendEvents(said("a", 0, "kept"));
            full.set(true);
            assertThatThrownBy(() -> engine.appendEvents(said("a", 1, "lost")))
                    .isInstanceOf(StoreFencedException.class)
                    .hasRootCauseInstanceOf(RocksDBException.class)
                    .hasMessageContaining("No space left on device");
            full.set(false);
            assertThatThrownBy(() -> engine.appendEvents(said("b", 0, "refused")))
                    .isInstanceOf(StoreFencedException.class);
            assertThatThrownBy(() -> engine.storeSnapshot(said("a", 0, "refused")))
                    .isInstanceOf(StoreFencedException.class);

            assertThat(engine.counters().fenced()).isTrue();
            assertThat(engine.readEvents("a").asStream().map(Events::text)).containsExactly("kept");
            assertThat(all(engine)).hasSize(1);
        }
        try (RocksEventStorageEngine reopened = open(directory)) {
            reopened.appendEvents(said("a", 1, "goes on"));
            assertThat(reopened.head()).isEqualTo(2);
        }
    }

    @Test
    void aFullQueueAndASilentDiskAreToldApart() throws Exception {
        Gate gate = new Gate();
        EventStoreOptions options = EventStoreOptions.in(directory, Events.SERIALIZER)
                .queuedAppends(1)
                .appendTimeout(Duration.ofMillis(200))
                .build();
        try (RocksEventStorageEngine engine = RocksEventStorageEngine.open(options, gate.before(DISK));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> onTheDisk = callers.submit(() -> engine.appendEvents(said("a", 0, "silent disk")));
            gate.awaitWrite();
            Future<?> queued = submit(engine, callers, 1, said("b", 0, "queued"));
            assertThatThrownBy(() -> engine.appendEvents(said("c", 0, "no room")))
                    .isInstanceOfSatisfying(
                            AppendTimeoutException.class,
                            e -> assertThat(e.outcomeKnown()).isTrue());
            assertThatThrownBy(() -> onTheDisk.get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            AppendTimeoutException.class,
                            e -> assertThat(e.outcomeKnown()).isFalse());
            assertThatThrownBy(() -> queued.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(AppendTimeoutException.class);
            gate.open.release(2);
        }
        try (RocksEventStorageEngine reopened = open(directory)) {
            assertThat(all(reopened)).extracting(Events::text).containsExactly("silent disk", "queued");
        }
    }

    @Test
    void closingWritesWhatWaits() throws Exception {
        Gate gate = new Gate();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            RocksEventStorageEngine engine = RocksEventStorageEngine.open(options(directory), gate.before(DISK));
            List<Future<?>> appends = new ArrayList<>();
            appends.add(callers.submit(() -> engine.appendEvents(said("a", 0, "on its way"))));
            gate.awaitWrite();
            appends.add(submit(engine, callers, 1, said("b", 0, "waits")));
            Future<?> closed = callers.submit(engine::close);
            gate.open.release(2);
            closed.get(10, TimeUnit.SECONDS);
            for (Future<?> append : appends) {
                append.get(10, TimeUnit.SECONDS);
            }
        }
        try (RocksEventStorageEngine reopened = open(directory)) {
            assertThat(all(reopened)).hasSize(2);
        }
    }
}
