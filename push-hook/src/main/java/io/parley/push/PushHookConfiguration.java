package io.parley.push;

import com.mongodb.client.MongoDatabase;
import io.parley.delivery.Announcer;
import io.parley.delivery.Directory;
import io.parley.projections.ByConversation;
import io.parley.projections.batch.FlushAtBatchEnd;
import io.parley.projections.conversation.ConversationStates;
import io.parley.projections.view.Views;
import java.time.Clock;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The push hook, where it is wanted: a processing group that starts with what happens after it was first turned on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("parley.push.url")
@EnableConfigurationProperties(PushOptions.class)
public class PushHookConfiguration {
    /** Name of the processing group. */
    public static final String PUSH = "push";

    /** Small: after a crash, the notices of a batch are sent again. */
    private static final int BATCH = 16;

    /** Where the views are a moment behind, the batch fails and is tried again after twice that. */
    private static final long CLAIM_TOKENS_MS = 500;

    @Bean(destroyMethod = "close")
    Webhook webhook(PushOptions options, Clock clock) {
        return new Webhook(options, clock);
    }

    /** Without the lock that other groups hold during a batch: this one waits for a receiver, and the views must not. */
    @Bean
    ConfigurerModule pushNotices(MongoDatabase database, Directory directory, Announcer announcer, Webhook webhook) {
        Views views = new Views(database);
        return configurer -> {
            EventProcessingConfigurer processing = configurer.eventProcessing();
            processing.registerEventHandler(axon -> new PushNotices(
                    new ConversationStates(database),
                    views,
                    new Absent(views, directory),
                    axon.queryGateway(),
                    webhook));
            processing.assignHandlerTypesMatching(PUSH, PushNotices.class::equals);
            processing.registerPooledStreamingEventProcessor(
                    PUSH,
                    org.axonframework.config.Configuration::eventStore,
                    (axon, builder) -> builder.initialSegmentCount(1)
                            .initialToken(StreamableMessageSource::createHeadToken)
                            .batchSize(BATCH)
                            .tokenClaimInterval(CLAIM_TOKENS_MS)
                            .enableCoordinatorClaimExtension());
            processing.registerSequencingPolicy(PUSH, axon -> new ByConversation());
            processing.registerListenerInvocationErrorHandler(PUSH, axon -> PropagatingErrorHandler.instance());
            processing.registerHandlerInterceptor(PUSH, axon -> new FlushAtBatchEnd(database, announcer));
            configurer.onShutdown(Phase.INBOUND_EVENT_CONNECTORS + 1, webhook::close);
        };
    }
}
