package io.parley.history.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.api.account.user.UserErased;
import io.parley.api.audit.About;
import io.parley.api.audit.HistoryRead;
import io.parley.api.id.UserId;
import io.parley.history.Town;
import io.parley.history.source.DataFolder;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.source.Occurrence;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.FilePersonKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At an event store that other processes write to as well. */
class StoreAccessTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path data;

    private final AtomicInteger clashes = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final EmbeddedEventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine() {
                @Override
                public void appendEvents(List<? extends EventMessage<?>> events) {
                    if (clashes.getAndDecrement() > 0) {
                        throw new ConcurrencyException("another process was quicker");
                    }
                    super.appendEvents(events);
                }
            })
            .build();
    private DataFolder folder;
    private UserId alice;

    @BeforeEach
    void aHistory() throws Exception {
        folder = new DataFolder(data);
        try (Town town = new Town(data)) {
            alice = town.person("alice");
        }
        try (History history = History.open(folder)) {
            history.between(0, history.head()).forEach(event -> store.publish((DomainEventMessage<?>) event.message()));
        }
    }

    @AfterEach
    void close() {
        store.shutDown();
    }

    private Access access(History.Keys keys) {
        return new StoreAccess(store, keys, CLOCK, closed::incrementAndGet);
    }

    private static List<Object> events(History history, String aggregate) {
        return history.of(aggregate, 0, history.head()).map(Occurrence::payload).toList();
    }

    @Test
    void usesStandBehindEachOtherWhoeverIsQuicker() {
        try (Access access = access(folder.allKeys())) {
            access.record(new Use("show", About.of(alice), false));
            clashes.set(2);
            access.record(new Use("tail", About.EVERYTHING, true));

            try (History history = access.open(false)) {
                assertThat(events(history, "uses:2026-11-24"))
                        .extracting(event -> ((HistoryRead) event).question())
                        .containsExactly("show", "tail");
            }
            clashes.set(100);
            assertThatThrownBy(() -> access.record(new Use("tail", About.EVERYTHING, true)))
                    .isInstanceOf(HistoryException.class);
        }
        assertThat(closed).hasValue(1);
    }

    @Test
    void anErasureIsAnEventAndDestroysTheKey() {
        try (FilePersonKeys people = FilePersonKeys.open(folder.personKeys(), folder.masterKey());
                Access access = access(folder.with(people, ConversationKeys.none()))) {
            String key = people.current(alice).keyId();
            access.erase(alice);

            assertThat(people.find(key)).isEmpty();
            try (History history = access.open(false)) {
                assertThat(events(history, alice.value())).last().isInstanceOf(UserErased.class);
            }
        }
    }

    @Test
    void whereAServerHoldsTheKeysItHasToBeAsked() {
        try (Access access = access(folder.allKeys())) {
            assertThatThrownBy(() -> access.erase(alice))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("/erasure");
            try (History history = access.open(false)) {
                assertThat(events(history, alice.value())).noneMatch(UserErased.class::isInstance);
            }
        }
    }
}
