package io.parley.command.aggregate;

import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.AbstractSnapshotter;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.Aggregate;

/**
 * Takes snapshots of every configured aggregate on a thread of its own: of the aggregate in memory, under its lock. Axon's
 * own snapshotter reads and folds again every event since the last snapshot.
 */
public final class InMemorySnapshotter extends AbstractSnapshotter {
    private final Supplier<Configuration> axon;

    /** @param axon asked for the repositories once there is something to store */
    public InMemorySnapshotter(EventStore eventStore, Supplier<Configuration> axon) {
        super(new Settings()
                .eventStore(eventStore)
                .executor(Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("snapshots").factory())));
        this.axon = axon;
    }

    private static final class Settings extends Builder {}

    @Override
    protected Runnable createSnapshotterTask(Class<?> aggregateType, String aggregateIdentifier) {
        return () -> DefaultUnitOfWork.startAndGet(null)
                .execute(() -> store(axon.get().repository(aggregateType).load(aggregateIdentifier)));
    }

    private <T> void store(Aggregate<T> aggregate) {
        aggregate.execute(root -> getEventStore()
                .storeSnapshot(new GenericDomainEventMessage<>(
                        aggregate.type(), aggregate.identifierAsString(), aggregate.version(), root)));
    }

    @Override
    protected DomainEventMessage<?> createSnapshot(
            Class<?> aggregateType, String aggregateIdentifier, DomainEventStream eventStream) {
        throw new UnsupportedOperationException("snapshots are taken of aggregates, not of their events");
    }
}
