package io.parley.eventstore;

import static io.parley.eventstore.Events.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PooledProcessorTest {
    @TempDir
    Path directory;

    static final class Listener {
        private final List<String> heard = new CopyOnWriteArrayList<>();

        @EventHandler
        void on(Events.Said said) {
            heard.add(said.text());
        }
    }

    @Test
    void aPooledProcessorHandlesWhatIsOnDiskAndWhatComes() {
        try (RocksEventStorageEngine engine = Events.open(directory)) {
            engine.appendEvents(plain("before"));
        }
        Listener listener = new Listener();
        try (RocksEventStorageEngine engine = Events.open(directory)) {
            Configuration configuration = start(engine, listener);
            try {
                await().until(() -> listener.heard.size() == 1);
                IntStream.range(0, 100).forEach(i -> configuration.eventStore().publish(plain("live " + i)));
                await().until(() -> listener.heard.size() == 101);
                assertThat(listener.heard).startsWith("before", "live 0").endsWith("live 99");
            } finally {
                configuration.shutdown();
            }
        }
    }

    private static Configuration start(RocksEventStorageEngine engine, Listener listener) {
        DefaultConfigurer configurer = (DefaultConfigurer) DefaultConfigurer.defaultConfiguration(false);
        configurer.configureSerializer(c -> Events.SERIALIZER);
        configurer.configureEventStore(c -> PushingEventStore.on(engine));
        configurer.registerComponent(TokenStore.class, c -> new InMemoryTokenStore());
        configurer.eventProcessing(processing -> processing
                .registerEventHandler(c -> listener)
                .usingPooledStreamingEventProcessors()
                .registerPooledStreamingEventProcessorConfiguration((c, builder) ->
                        builder.initialSegmentCount(1).initialToken(source -> source.createTailToken())));
        Configuration configuration = configurer.start();
        assertThat(configuration
                        .eventProcessingConfiguration()
                        .eventProcessors()
                        .values())
                .hasOnlyElementsOfType(PooledStreamingEventProcessor.class);
        return configuration;
    }
}
