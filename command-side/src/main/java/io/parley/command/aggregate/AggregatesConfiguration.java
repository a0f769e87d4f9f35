package io.parley.command.aggregate;

import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all aggregates share. */
@Configuration(proxyBeanMethods = false)
public class AggregatesConfiguration {
    @Bean
    Snapshotter snapshotter(EventStore eventStore, ObjectProvider<org.axonframework.config.Configuration> axon) {
        return new InMemorySnapshotter(eventStore, axon::getObject);
    }
}
