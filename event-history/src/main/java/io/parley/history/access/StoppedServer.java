package io.parley.history.access;

import io.parley.api.account.user.UserErased;
import io.parley.api.audit.HistoryRead;
import io.parley.api.id.UserId;
import io.parley.api.id.UsesId;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.eventstore.EventStoreOptions;
import io.parley.eventstore.RocksEventStorageEngine;
import io.parley.history.source.DataFolder;
import io.parley.sealing.FilePersonKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** Writes the events itself, as the server would; what else follows from them is done when it starts. */
final class StoppedServer implements Journal {
    private final DataFolder folder;
    private final Clock clock = Clock.systemUTC();

    StoppedServer(DataFolder folder) {
        this.folder = folder;
    }

    @Override
    public void record(Use use) {
        Instant now = now();
        UsesId uses = UsesId.of(now);
        append(
                "Uses",
                uses.value(),
                new HistoryRead(uses, null, Journal.account(), use.question(), use.about(), use.pseudonymous(), now));
    }

    @Override
    public void erase(UserId person) {
        try (FilePersonKeys keys = FilePersonKeys.open(folder.personKeys(), folder.masterKey())) {
            append("User", person.value(), new UserErased(person, null, now()));
            keys.destroy(person);
        }
    }

    private void append(String type, String aggregate, Object event) {
        try (RocksEventStorageEngine events =
                RocksEventStorageEngine.open(EventStoreOptions.in(folder.events(), NamedEventSerializer.create())
                        .build())) {
            long seq = events.lastSequenceNumberFor(aggregate)
                    .map(last -> last + 1)
                    .orElse(0L);
            events.appendEvents(
                    List.of(new GenericDomainEventMessage<>(type, aggregate, seq, event, MetaData.emptyInstance())));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
