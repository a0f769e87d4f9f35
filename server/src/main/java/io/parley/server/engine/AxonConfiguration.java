package io.parley.server.engine;

import io.parley.api.MetaDataKeys;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.asset.AssetGrants;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.api.trace.Traces;
import io.parley.command.aggregate.InMemorySnapshotter;
import io.parley.eventstore.RocksEventStorageEngine;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.PersonKeys;
import io.parley.sealing.Sealer;
import io.parley.server.tracing.TracingConfiguration;
import java.nio.file.Path;
import java.time.Clock;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** What all roles need of Axon. */
@Configuration(proxyBeanMethods = false)
@Import(TracingConfiguration.class)
public class AxonConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @Primary
    Serializer serializer() {
        return NamedEventSerializer.create();
    }

    /** Events carry who did it, on which device and through which edge and session. */
    @Bean
    CorrelationDataProvider actor(Traces traces) {
        return traces.areOn()
                ? new SimpleCorrelationDataProvider("actor", "device", "edge", "session", MetaDataKeys.TRACE)
                : new SimpleCorrelationDataProvider("actor", "device", "edge", "session");
    }

    @Bean
    CorrelationDataProvider origin() {
        return new MessageOriginProvider();
    }

    @Bean
    ProcessorHealth processorHealth(EventProcessingConfiguration processing) {
        return new ProcessorHealth(processing);
    }

    @Bean
    ProcessorMetrics processingGroupMetrics(
            EventProcessingConfiguration processing, ObjectProvider<RocksEventStorageEngine> events) {
        return new ProcessorMetrics(processing, events.getIfAvailable());
    }

    /** In every role: Axon's own would be set up where there is none. */
    @Bean
    Snapshotter snapshotter(EventStore eventStore, ObjectProvider<org.axonframework.config.Configuration> axon) {
        return new InMemorySnapshotter(eventStore, axon::getObject);
    }

    @Bean
    AssetGrants assetGrants(
            @Value("${parley.accounts.keys}") Path keys, Clock clock, ObjectProvider<RocksEventStorageEngine> events) {
        events.getIfAvailable();
        return AssetGrants.from(keys.resolve("asset-grant-secret"), clock);
    }

    @Bean
    Sealer sealer(PersonKeys keys, ConversationKeys conversationKeys, Clock clock) {
        return new Sealer(keys, conversationKeys, clock);
    }

    /** Made after the embedded event store was opened, where there is one: its lock keeps a second process out. */
    @Bean
    HandleKeys handleKeys(@Value("${parley.accounts.keys}") Path keys, ObjectProvider<RocksEventStorageEngine> events) {
        events.getIfAvailable();
        return HandleKeys.from(keys.resolve("handle-secret"));
    }
}
