package io.parley.eventstore;

import static io.parley.eventstore.Events.all;
import static io.parley.eventstore.Events.open;
import static io.parley.eventstore.Events.plain;
import static io.parley.eventstore.Events.position;
import static io.parley.eventstore.Events.said;
import static io.parley.eventstore.Events.saidAt;
import static io.parley.eventstore.Events.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksEventStorageEngineTest {
    @TempDir
    Path directory;

    private RocksEventStorageEngine engine;

    @BeforeEach
    void openStore() {
        engine = open(directory);
    }

    @AfterEach
    void closeStore() {
        engine.close();
    }

    private void reopen() {
        engine.close();
        engine = open(directory);
    }

    @Test
    void anEventComesBackAsItWasAlsoAfterReopening() {
        DomainEventMessage<?> event = saidAt(Instant.parse("2026-11-05T10:15:30.123456789Z"), "a", 0, "hello é");
        engine.appendEvents(event);
        reopen();

        DomainEventStream read = engine.readEvents("a");
        DomainEventMessage<?> found = read.next();
        assertThat(found.getIdentifier()).isEqualTo(event.getIdentifier());
        assertThat(found.getPayload()).isEqualTo(event.getPayload());
        assertThat(found.getMetaData()).isEqualTo(event.getMetaData());
        assertThat(found.getTimestamp()).isEqualTo(event.getTimestamp());
        assertThat(found.getType()).isEqualTo("Talk");
        assertThat(found.getSequenceNumber()).isZero();
        assertThat(read.hasNext()).isFalse();
        assertThat(read.getLastSequenceNumber()).isZero();
    }

    @Test
    void positionsStartAtOneAndGoOnAfterReopening() {
        engine.appendEvents(said("a", 0, "1"), said("a", 1, "2"));
        reopen();
        engine.appendEvents(said("b", 0, "3"));

        assertThat(all(engine)).extracting(Events::position).containsExactly(1L, 2L, 3L);
        assertThat(all(engine)).extracting(Events::text).containsExactly("1", "2", "3");
        assertThat(engine.head()).isEqualTo(3);
    }

    @Test
    void anEventOfNoAggregateIsStoredToo() {
        engine.appendEvents(plain("typing"), plain("typing"));

        assertThat(all(engine)).hasSize(2).noneMatch(DomainEventMessage.class::isInstance);
    }

    @Test
    void anAggregateIsReadFromASequenceOnAndNeverMixedWithOneWhoseNameBeginsTheSame() {
        IntStream.range(0, 600).forEach(i -> engine.appendEvents(said("a", i, "a" + i), said("ab", i, "ab" + i)));

        List<String> texts =
                engine.readEvents("a", 5).asStream().map(Events::text).toList();
        assertThat(texts)
                .containsExactlyElementsOf(
                        IntStream.range(5, 600).mapToObj(i -> "a" + i).toList());
        assertThat(engine.lastSequenceNumberFor("a")).contains(599L);
        assertThat(engine.lastSequenceNumberFor("abc")).isEmpty();
        assertThat(engine.readEvents("a", 600).hasNext()).isFalse();
    }

    @Test
    void aTakenSequenceIsRefusedAndNothingOfThatAppendIsStored() {
        engine.appendEvents(said("a", 0, "first"), said("a", 1, "second"));

        assertThatThrownBy(() -> engine.appendEvents(said("b", 0, "b"), said("a", 1, "again")))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> engine.appendEvents(said("a", 0, "again")))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThatThrownBy(() -> engine.appendEvents(said("c", 0, "once"), said("c", 0, "twice")))
                .isInstanceOf(AggregateStreamCreationException.class);

        assertThat(all(engine)).extracting(Events::text).containsExactly("first", "second");
        assertThat(engine.counters().clashes()).isEqualTo(3);
        engine.appendEvents(said("c", 0, "free still"));
        assertThat(engine.head()).isEqualTo(3);
    }

    @Test
    void whatIsTakenIsTakenAfterReopeningToo() {
        engine.appendEvents(said("a", 0, "first"), said("a", 1, "second"));
        reopen();

        assertThatThrownBy(() -> engine.appendEvents(said("a", 1, "again"))).isInstanceOf(ConcurrencyException.class);
        engine.appendEvents(said("a", 2, "third"));
        assertThatThrownBy(() -> engine.appendEvents(said("a", 2, "again"))).isInstanceOf(ConcurrencyException.class);
        assertThat(all(engine)).extracting(Events::text).containsExactly("first", "second", "third");
    }

    @Test
    void trackedEventsAreReadFromATokenOn() {
        IntStream.range(0, 700).forEach(i -> engine.appendEvents(said("a", i, "" + i)));

        List<Long> positions = engine.readEvents(new GlobalSequenceTrackingToken(650), false)
                .map(event -> position((TrackedEventMessage<?>) event))
                .toList();
        assertThat(positions).hasSize(50).startsWith(651L).endsWith(700L).isSorted();
    }

    @Test
    void aTokenAboveTheHeadIsRefusedSinceItIsOfAnotherStore() {
        assertThatThrownBy(() -> engine.readEvents(new GlobalSequenceTrackingToken(1), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above the head");
    }

    @Test
    void headAndTailTokensAreThereFromTheBeginning() {
        assertThat(engine.createTailToken()).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(engine.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(0));
        engine.appendEvents(said("a", 0, "1"));
        assertThat(engine.createTailToken()).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(engine.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(1));
    }

    @Test
    void aTokenAtATimeStandsBeforeTheFirstEventOfThatTimeOrLaterThoughTheClockSteppedBack() {
        Instant noon = Instant.parse("2026-11-05T12:00:00Z");
        int[] minutes = {0, 10, 20, 5, 30, 25, 40};
        for (int i = 0; i < minutes.length; i++) {
            engine.appendEvents(saidAt(noon.plus(Duration.ofMinutes(minutes[i])), "a", i, "" + i));
        }
        reopen();
        engine.appendEvents(saidAt(noon.plusSeconds(60), "a", minutes.length, "late"));

        assertThat(tokenAt(noon.minusSeconds(1))).isZero();
        assertThat(tokenAt(noon)).isZero();
        assertThat(tokenAt(noon.plusSeconds(1))).isEqualTo(1);
        assertThat(tokenAt(noon.plus(Duration.ofMinutes(15)))).isEqualTo(2);
        assertThat(tokenAt(noon.plus(Duration.ofMinutes(25)))).isEqualTo(4);
        assertThat(tokenAt(noon.plus(Duration.ofMinutes(40)))).isEqualTo(6);
        assertThat(tokenAt(noon.plus(Duration.ofMinutes(41)))).isEqualTo(8);
    }

    private long tokenAt(Instant time) {
        TrackingToken token = engine.createTokenAt(time);
        return ((GlobalSequenceTrackingToken) token).getGlobalIndex();
    }

    @Test
    void theNewestSnapshotIsKept() {
        assertThat(engine.readSnapshot("a")).isEmpty();
        engine.storeSnapshot(said("a", 10, "ten"));
        engine.storeSnapshot(said("a", 20, "twenty"));
        engine.storeSnapshot(said("a", 15, "fifteen"));
        reopen();

        assertThat(engine.readSnapshot("a")).hasValueSatisfying(snapshot -> {
            assertThat(text(snapshot)).isEqualTo("twenty");
            assertThat(snapshot.getSequenceNumber()).isEqualTo(20);
        });
    }

    @Test
    void theStoreKeepsItsIdentifierAndAnotherStoreHasAnother(@TempDir Path elsewhere) {
        String id = engine.storeId();
        reopen();
        assertThat(engine.storeId()).isEqualTo(id);
        try (RocksEventStorageEngine other = open(elsewhere)) {
            assertThat(other.storeId()).isNotEqualTo(id);
        }
    }

    @Test
    void afterClosingAppendsAndReadsFailClearly() {
        engine.close();
        assertThatThrownBy(() -> engine.appendEvents(said("a", 0, "late"))).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(() -> engine.readEvents("a").hasNext()).isInstanceOf(StoreClosedException.class);
        engine.close();
    }

    @Test
    void anEventOfMoreThanAPageIsReadBack() {
        String large = "x".repeat(3 << 20);
        engine.appendEvents(said("a", 0, large), said("a", 1, "small"));
        reopen();
        assertThat(engine.readEvents("a").asStream().map(Events::text)).containsExactly(large, "small");
        assertThat(all(engine)).hasSize(2);
    }
}
