package io.parley.server.engine;

import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.RepositoryProvider;

/** Takes snapshots of every configured aggregate on a thread of its own, beside the commands and never in their way. */
final class ConfiguredSnapshotter extends AggregateSnapshotter {
    private final Supplier<Configuration> axon;

    ConfiguredSnapshotter(EventStore eventStore, ParameterResolverFactory parameters, Supplier<Configuration> axon) {
        super(AggregateSnapshotter.builder()
                .eventStore(eventStore)
                .parameterResolverFactory(parameters)
                .repositoryProvider(new RepositoryProvider() {
                    @Override
                    public <T> Repository<T> repositoryFor(Class<T> type) {
                        return axon.get().repository(type);
                    }
                })
                .executor(Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("snapshots").factory())));
        this.axon = axon;
    }

    @Override
    protected AggregateFactory<?> getAggregateFactory(Class<?> aggregateType) {
        return ((EventSourcingRepository<?>) axon.get().repository(aggregateType)).getAggregateFactory();
    }
}
