package io.parley.command.conversation;

import io.parley.api.serialization.NamedEventSerializer;
import io.parley.command.aggregate.InMemorySnapshotter;
import io.parley.eventstore.EventStoreOptions;
import io.parley.eventstore.PushingEventStore;
import io.parley.eventstore.RocksEventStorageEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The conversation's aggregates as the server runs them, on the embedded store, with the reads of streams counted. */
final class RealAxon implements AutoCloseable {
    static {
        System.setProperty("axoniq.update-checker.disabled", "true");
    }

    private static final long TIMEOUT_MS = 10_000;

    private final RocksEventStorageEngine engine;
    private final Configuration configuration;
    private final AtomicInteger reads = new AtomicInteger();

    RealAxon(Path folder, Clock clock) {
        NamedEventSerializer serializer = NamedEventSerializer.create();
        engine = RocksEventStorageEngine.open(
                EventStoreOptions.in(folder, serializer).build());
        EventStore store = counting(PushingEventStore.on(engine));
        DefaultConfigurer configurer = (DefaultConfigurer) DefaultConfigurer.defaultConfiguration(false);
        configurer.configureSerializer(any -> serializer);
        configurer.configureEventStore(any -> store);
        configurer.registerComponent(Clock.class, any -> clock);
        configurer.registerComponent(StartLimits.class, any -> ConversationSamples.LIMITS);
        configurer.registerComponent(StoredMessages.class, any -> new EventStoreMessages(store));
        configurer.registerComponent(Snapshotter.class, axon -> new InMemorySnapshotter(axon.eventStore(), () -> axon));
        ConversationsConfiguration conversations = new ConversationsConfiguration();
        conversations.conversationAggregate().configureModule(configurer);
        conversations.receiptsAggregate().configureModule(configurer);
        configuration = configurer.start();
    }

    private EventStore counting(EventStore store) {
        return (EventStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EventStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("readEvents")) {
                        reads.incrementAndGet();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    /** How often a stream was read from the store. */
    int reads() {
        return reads.get();
    }

    RocksEventStorageEngine engine() {
        return engine;
    }

    EventStore events() {
        return configuration.eventStore();
    }

    <R> R send(Object command, Class<R> answer) throws ExecutionException, InterruptedException, TimeoutException {
        CompletableFuture<Object> result = new CompletableFuture<>();
        CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command);
        configuration.commandBus().dispatch(message, (sent, outcome) -> {
            if (outcome.isExceptional()) {
                result.completeExceptionally(outcome.exceptionResult());
            } else {
                result.complete(outcome.getPayload());
            }
        });
        return answer.cast(result.get(TIMEOUT_MS, TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        configuration.shutdown();
        engine.close();
    }
}
