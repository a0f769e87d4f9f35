package io.parley.command.account;

import io.parley.api.serialization.NamedEventSerializer;
import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** Axon itself, with what it usually runs on but a store in memory. */
final class AxonInMemory {
    static {
        System.setProperty("axoniq.update-checker.disabled", "true");
    }

    private AxonInMemory() {}

    static Configuration start(EventStorageEngine engine, List<ConfigurerModule> modules) {
        Configurer configurer = DefaultConfigurer.defaultConfiguration()
                .configureSerializer(any -> NamedEventSerializer.create())
                .configureEmbeddedEventStore(any -> engine);
        modules.forEach(module -> module.configureModule(configurer));
        return configurer.start();
    }
}
