package io.parley.server.engine;

import com.mongodb.client.MongoDatabase;
import io.parley.api.Epoch;
import io.parley.api.Region;
import io.parley.command.conversation.StoredMessages;
import java.util.function.Supplier;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DefaultCommandBusSpanFactory;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.serialization.Serializer;
import org.axonframework.tracing.NoOpSpanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Events, commands and queries through Axon Server, as Axon sets it up. */
@Configuration(proxyBeanMethods = false)
public class AxonServerEventsConfiguration {
    @Bean
    RoutingStrategy commandRouting() {
        return new CommandRouting();
    }

    @Bean
    CommandGateway commandGateway(CommandBus commands) {
        return DefaultCommandGateway.builder()
                .commandBus(commands)
                .retryScheduler(CommandRetries.create())
                .build();
    }

    /** None: Axon's tracing is switched off, and its bus asks for one all the same. */
    @Bean
    CommandBusSpanFactory commandSpans() {
        return DefaultCommandBusSpanFactory.builder()
                .spanFactory(NoOpSpanFactory.INSTANCE)
                .build();
    }

    @Bean
    Supplier<Epoch> epoch(MongoDatabase views, Region region, ObjectProvider<CommonMongo> common) {
        return new MongoEpoch(region.isOneOfSeveral() ? common.getObject().epoch() : views);
    }

    @Bean
    StoredMessages storedMessages(AxonServerConnectionManager connections, Serializer serializer) {
        return new AxonServerMessages(connections, serializer);
    }

    @Bean
    AxonServerHealth axonServerHealth(AxonServerConnectionManager connections) {
        return new AxonServerHealth(connections);
    }
}
