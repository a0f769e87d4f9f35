package io.parley.eventstore;

import static io.parley.eventstore.Events.open;
import static io.parley.eventstore.Events.position;
import static io.parley.eventstore.Events.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushingStreamTest {
    @TempDir
    Path directory;

    @Test
    void theCallbackRunsForEachPublicationAndTheEventIsThereByThen() throws Exception {
        try (RocksEventStorageEngine engine = open(directory);
                TrackingEventStream stream = PushingEventStore.on(engine).openStream(null)) {
            AtomicInteger calls = new AtomicInteger();
            AtomicInteger found = new AtomicInteger();
            assertThat(stream.setOnAvailableCallback(() -> {
                        calls.incrementAndGet();
                        found.addAndGet(stream.hasNextAvailable() ? 1 : 0);
                    }))
                    .isTrue();
            assertThat(calls).hasValue(0);

            engine.appendEvents(said("a", 0, "hello"));
            await().until(() -> calls.get() == 1);
            assertThat(found).hasValue(1);
            assertThat(Events.text(stream.nextAvailable())).isEqualTo("hello");
        }
    }

    @Test
    void aClosedStreamIsNotCalledAnyMore() throws Exception {
        try (RocksEventStorageEngine engine = open(directory)) {
            AtomicInteger calls = new AtomicInteger();
            try (TrackingEventStream closed = PushingEventStore.on(engine).openStream(null)) {
                closed.setOnAvailableCallback(calls::incrementAndGet);
            }
            try (TrackingEventStream open = PushingEventStore.on(engine).openStream(null)) {
                AtomicInteger others = new AtomicInteger();
                open.setOnAvailableCallback(others::incrementAndGet);
                engine.appendEvents(said("a", 0, "hello"));
                await().until(() -> others.get() == 1);
                assertThat(calls).hasValue(0);
            }
        }
    }

    @Test
    void theCallbackRunsAtOnceWhenEventsWaitAlready() {
        try (RocksEventStorageEngine engine = open(directory);
                TrackingEventStream stream = PushingEventStore.on(engine).openStream(null)) {
            engine.appendEvents(said("a", 0, "hello"));
            AtomicInteger calls = new AtomicInteger();
            stream.setOnAvailableCallback(calls::incrementAndGet);
            assertThat(calls).hasPositiveValue();
        }
    }

    @Test
    void aFailingCallbackHurtsNobody() {
        try (RocksEventStorageEngine engine = open(directory);
                TrackingEventStream stream = PushingEventStore.on(engine).openStream(null)) {
            stream.setOnAvailableCallback(() -> {
                throw new IllegalStateException("the processor is gone");
            });
            engine.appendEvents(said("a", 0, "one"));
            engine.appendEvents(said("a", 1, "two"));
            assertThat(engine.counters().fenced()).isFalse();
            assertThat(stream.hasNextAvailable()).isTrue();
        }
    }

    @Test
    void atTheTailTheAppendedPayloadItselfIsHandedOut() throws Exception {
        try (RocksEventStorageEngine engine = open(directory);
                TrackingEventStream stream = PushingEventStore.on(engine).openStream(null)) {
            Events.Said payload = said("a", 0, "one").getPayload();
            var event = said("a", 1, "two");
            engine.appendEvents(said("a", 0, "one"), event);
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(payload);
            assertThat(stream.nextAvailable().getPayload()).isSameAs(event.getPayload());
        }
    }

    @Test
    void aReaderThatChangesBetweenDiskAndMemoryMissesNothingAndRepeatsNothing() throws Exception {
        int events = 3_000;
        EventStoreOptions small =
                EventStoreOptions.in(directory, Events.SERIALIZER).tailEvents(7).build();
        try (RocksEventStorageEngine engine = RocksEventStorageEngine.open(small);
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
                TrackingEventStream stream = PushingEventStore.on(engine).openStream(null)) {
            List<Future<?>> appends = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                String aggregate = "a" + writer;
                appends.add(writers.submit(() -> {
                    for (int i = 0; i < events / 3; i++) {
                        engine.appendEvents(said(aggregate, i, "" + i));
                    }
                }));
            }
            List<Long> read = new ArrayList<>();
            while (read.size() < events) {
                assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
                read.add(position(stream.nextAvailable()));
            }
            assertThat(read).isEqualTo(LongStream.rangeClosed(1, events).boxed().toList());
            for (Future<?> append : appends) {
                append.get(10, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void theTailIsBoundedInBytesToo() throws Exception {
        EventStoreOptions options = EventStoreOptions.in(directory, Events.SERIALIZER)
                .tailBytes(10_000)
                .build();
        try (RocksEventStorageEngine engine = RocksEventStorageEngine.open(options)) {
            for (int i = 0; i < 50; i++) {
                engine.appendEvents(said("a", i, "x".repeat(1_000)));
            }
            assertThat(engine.tail().oldest()).isBetween(41L, 45L);
            assertThat(engine.tail().at(engine.tail().oldest() - 1)).isNull();
            try (TrackingEventStream stream = PushingEventStore.on(engine).openStream(null)) {
                assertThat(positions(stream, 50))
                        .isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
            }
        }
    }

    @Test
    void whatEveryStreamHasTakenIsLetGoOf() throws Exception {
        try (RocksEventStorageEngine engine = open(directory);
                TrackingEventStream quick = PushingEventStore.on(engine).openStream(null)) {
            try (TrackingEventStream slow = PushingEventStore.on(engine).openStream(null)) {
                engine.appendEvents(said("a", 0, "0"), said("a", 1, "1"), said("a", 2, "2"));
                positions(quick, 3);
                positions(slow, 1);
                engine.appendEvents(said("a", 3, "3"));
                assertThat(engine.tail().oldest()).isEqualTo(2);
                assertThat(positions(slow, 3)).containsExactly(2L, 3L, 4L);
            }
            engine.appendEvents(said("a", 4, "4"));
            assertThat(engine.tail().oldest()).isEqualTo(4);
            assertThat(engine.tail().at(3)).isNull();
            assertThat(positions(quick, 2)).containsExactly(4L, 5L);
        }
    }

    @Test
    void aStreamThatNobodyReadsAnyMoreKeepsNothing() throws Exception {
        try (RocksEventStorageEngine engine = open(directory);
                TrackingEventStream stream = PushingEventStore.on(engine).openStream(null)) {
            PushingEventStore.on(engine).openStream(null).close();
            engine.appendEvents(said("a", 0, "0"));
            positions(stream, 1);
            engine.appendEvents(said("a", 1, "1"));
            assertThat(engine.tail().oldest()).isEqualTo(2);
        }
    }

    @Test
    void aStreamGoesOnFromItsTokenAfterReopening() throws Exception {
        try (RocksEventStorageEngine engine = open(directory)) {
            engine.appendEvents(said("a", 0, "0"), said("a", 1, "1"), said("a", 2, "2"));
        }
        try (RocksEventStorageEngine engine = open(directory);
                TrackingEventStream stream =
                        PushingEventStore.on(engine).openStream(new GlobalSequenceTrackingToken(1))) {
            engine.appendEvents(said("a", 3, "3"));
            assertThat(positions(stream, 3)).containsExactly(2L, 3L, 4L);
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void waitingEndsWhenAnEventComesAndWhenTheStreamIsClosed() throws Exception {
        try (RocksEventStorageEngine engine = open(directory);
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            TrackingEventStream stream = PushingEventStore.on(engine).openStream(null);
            Future<TrackedEventMessage<?>> next = readers.submit(stream::nextAvailable);
            engine.appendEvents(said("a", 0, "hello"));
            assertThat(Events.text(next.get(10, TimeUnit.SECONDS))).isEqualTo("hello");

            Future<TrackedEventMessage<?>> never = readers.submit(stream::nextAvailable);
            stream.close();
            assertThatThrownBy(() -> never.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anEventThatUpcastingSplitsComesWholeAlsoWhereMemoryTakesOver() throws Exception {
        try (RocksEventStorageEngine engine = open(directory)) {
            engine.appendEvents(said("a", 0, "0"), said("a", 1, "1"));
        }
        EventStoreOptions twice = EventStoreOptions.in(directory, Events.SERIALIZER)
                .upcasters(new Twice())
                .build();
        try (RocksEventStorageEngine engine = RocksEventStorageEngine.open(twice);
                TrackingEventStream stream = PushingEventStore.on(engine).openStream(null)) {
            engine.appendEvents(said("a", 2, "2"));
            assertThat(positions(stream, 5)).containsExactly(1L, 1L, 2L, 2L, 3L);
            assertThat(engine.readEvents("a").asStream()).hasSize(6);
        }
    }

    private static final class Twice implements EventUpcaster {
        @Override
        public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> events) {
            return events.flatMap(event -> Stream.of(event, event));
        }
    }

    private static List<Long> positions(TrackingEventStream stream, int count) throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        while (positions.size() < count) {
            assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
            positions.add(position(stream.nextAvailable()));
        }
        return positions;
    }
}
