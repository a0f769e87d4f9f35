package io.parley.history.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.history.Town;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history over an event store of Axon's whose positions begin at 0, as Axon Server's do, is that of the data folder. */
class StoredEventsTest {
    @TempDir
    Path data;

    private final EmbeddedEventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private UserId alice;
    private ConversationId direct;
    private History folder;
    private History over;

    @BeforeEach
    void aHistory() throws Exception {
        try (Town town = new Town(data)) {
            alice = town.person("alice");
            UserId bob = town.person("bob");
            direct = town.direct(alice, bob);
            town.send(direct, alice, "one");
            town.step(Duration.ZERO);
            town.send(direct, bob, "two, in the same millisecond");
            town.send(direct, alice, "three");
            town.receipts(direct, bob, 1, 1);
            town.step(Duration.ofSeconds(1));
            town.send(direct, bob, "four");
        }
        folder = History.open(new DataFolder(data));
        folder.between(0, folder.head()).forEach(event -> store.publish((DomainEventMessage<?>) event.message()));
        over = over(false);
    }

    @AfterEach
    void close() {
        over.close();
        folder.close();
        store.shutDown();
    }

    private History over(boolean pseudonymous) {
        return History.over(store, new DataFolder(data).allKeys(), pseudonymous);
    }

    private static List<String> shown(List<Occurrence> events) {
        return events.stream()
                .map(event -> event.position() + " " + event.id() + " " + event.payload())
                .toList();
    }

    @Test
    void allEventsAreThereAtTheirPositions() {
        assertThat(over.head()).isEqualTo(folder.head());
        for (long above = 0; above <= folder.head(); above++) {
            assertThat(shown(over.between(above, over.head()).toList()))
                    .isEqualTo(shown(folder.between(above, folder.head()).toList()));
        }
    }

    @Test
    void anAggregateIsTheSameAsOfEachPosition() {
        for (String aggregate : List.of(direct.value(), alice.value(), "none")) {
            for (long upTo = 0; upTo <= folder.head(); upTo++) {
                assertThat(shown(over.of(aggregate, 0, upTo).toList()))
                        .as("%s as of %d", aggregate, upTo)
                        .isEqualTo(shown(folder.of(aggregate, 0, upTo).toList()));
            }
            assertThat(over.lastSeq(aggregate)).isEqualTo(folder.lastSeq(aggregate));
        }
        assertThat(shown(over.of(direct.value(), 2, over.head()).toList())).hasSize(3);
    }

    @Test
    void everyMomentIsTheSamePosition() {
        folder.between(0, folder.head()).map(Occurrence::stored).forEach(time -> {
            for (Instant at : List.of(time.minusMillis(1), time, time.plusMillis(1))) {
                assertThat(over.positionAt(new Moment.AtTime(at))).isEqualTo(folder.positionAt(new Moment.AtTime(at)));
                assertThat(over.positionBefore(at)).isEqualTo(folder.positionBefore(at));
            }
        });
    }

    @Test
    void textsOpenAndStandInsAreTheSame() {
        try (History hidden = over(true);
                History asFiles = History.openPseudonymous(new DataFolder(data))) {
            assertThat(shown(hidden.between(0, hidden.head()).toList()))
                    .isEqualTo(shown(asFiles.between(0, asFiles.head()).toList()));
        }
    }

    @Test
    void whatIsAddedLaterIsSeenAgainOnly() {
        assertThat(over.again().head()).isEqualTo(over.head());
        long before = over.head();
        store.publish(org.axonframework.eventhandling.GenericEventMessage.asEventMessage("more"));
        assertThat(over.head()).isEqualTo(before);
        assertThat(over.between(0, Long.MAX_VALUE)).hasSize((int) before);
        assertThat(over.again().head()).isEqualTo(before + 1);
    }

    @Test
    void whatOnlyFilesHaveIsSaidToBeMissing() {
        assertThat(over.storeId()).isEqualTo(over.again().storeId()).isNotEqualTo("empty");
        assertThatThrownBy(over::store).isInstanceOf(HistoryException.class);
        assertThatThrownBy(over::folder).isInstanceOf(HistoryException.class);
    }

    @Test
    void anEmptyStoreIsAHistoryWithoutEvents() {
        EmbeddedEventStore empty = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
        StoredEvents none = new StoredEvents(empty);

        assertThat(none.head()).isZero();
        assertThat(none.events(0)).isEmpty();
        assertThat(none.storeId()).isEqualTo("empty");
        assertThat(none.positionBefore(Instant.now())).isZero();
        assertThat(none.eventsOf("a", 0, 0).hasNext()).isFalse();
        empty.shutDown();
    }
}
