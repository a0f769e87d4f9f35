package io.parley.projections;

import com.mongodb.client.MongoDatabase;
import io.parley.api.Region;
import io.parley.api.trace.Traces;
import io.parley.delivery.Announcer;
import io.parley.projections.account.AccountsProjection;
import io.parley.projections.asset.AssetsProjection;
import io.parley.projections.batch.FlushAtBatchEnd;
import io.parley.projections.batch.TracedEvents;
import io.parley.projections.conversation.ConversationProjection;
import io.parley.projections.conversation.ConversationStates;
import io.parley.projections.moderation.ReportsProjection;
import io.parley.projections.presence.LastSeenProjection;
import io.parley.projections.presence.TypingElsewhere;
import io.parley.projections.receipts.EarlierMessages;
import io.parley.projections.receipts.ReceiptsProjection;
import io.parley.projections.settings.SettingsProjection;
import io.parley.projections.token.MongoTokenStore;
import io.parley.projections.view.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The projections: processing groups and what they write. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProjectionOptions.class)
public class ProjectionsConfiguration {
    /** Names of the processing groups. */
    public static final String CONVERSATIONS = "conversations";

    public static final String RECEIPTS = "receipts";

    public static final String ACCOUNTS = "accounts";

    public static final String PRESENCE = "presence";

    public static final List<String> GROUPS = List.of(CONVERSATIONS, RECEIPTS, ACCOUNTS, PRESENCE);

    /** A segment without events of its own still moves on: marks are as high as the lowest segment. */
    private static final long STORE_IDLE_TOKENS_MS = 1_000;

    /** Between looks for segments to claim; one whose batch failed is tried again after twice that. Axon's 5 s would halt it for 10. */
    private static final long CLAIM_TOKENS_MS = 500;

    private static final Duration TOKEN_WRITES = Duration.ofMillis(100);

    @Bean
    TokenStore tokenStore(MongoDatabase views, Serializer serializer, ProjectionOptions options, Clock clock) {
        return new MongoTokenStore(
                views, serializer, UUID.randomUUID().toString(), options.claimTimeout(), TOKEN_WRITES, clock);
    }

    @Bean
    ProjectionThreads projectionThreads(ProjectionOptions options) {
        return new ProjectionThreads(options.threads());
    }

    @Bean
    ConfigurerModule processingGroups(
            MongoDatabase views,
            Announcer announcer,
            TransactionManager batchLock,
            ProjectionThreads threads,
            ProjectionOptions options,
            Region region,
            Traces traces,
            Clock clock) {
        return configurer -> {
            EventProcessingConfigurer processing = configurer.eventProcessing();
            for (String group : options.groups()) {
                for (Object projection : projectionsOf(group, views, region, clock)) {
                    processing.registerEventHandler(any -> projection);
                    processing.assignHandlerTypesMatching(group, projection.getClass()::equals);
                }
                register(processing, group, batchLock, threads, options);
                if (traces.areOn()) {
                    processing.registerHandlerInterceptor(group, any -> new TracedEvents(group, traces, clock));
                }
                processing.registerHandlerInterceptor(group, any -> new FlushAtBatchEnd(views, announcer));
            }
        };
    }

    private static List<Object> projectionsOf(String group, MongoDatabase views, Region region, Clock clock) {
        return switch (group) {
            case CONVERSATIONS -> List.of(new ConversationProjection(new ConversationStates(views)));
            case RECEIPTS -> List.of(new ReceiptsProjection(new ConversationStates(views), new EarlierMessages(views)));
            case ACCOUNTS ->
                List.of(
                        new AccountsProjection(),
                        new SettingsProjection(),
                        new ReportsProjection(),
                        new AssetsProjection());
            case PRESENCE ->
                region.isOneOfSeveral()
                        ? List.of(new LastSeenProjection(), new TypingElsewhere(region, new Views(views), clock))
                        : List.of(new LastSeenProjection());
            default -> throw new IllegalArgumentException("no processing group " + group);
        };
    }

    /** A failure stops its segment and is tried again: going on would leave a hole for ever. */
    private static void register(
            EventProcessingConfigurer processing,
            String group,
            TransactionManager batchLock,
            ProjectionThreads threads,
            ProjectionOptions options) {
        processing.registerPooledStreamingEventProcessor(
                group,
                org.axonframework.config.Configuration::eventStore,
                (configuration, builder) -> builder.initialSegmentCount(options.segments())
                        .batchSize(options.batch())
                        .tokenClaimInterval(CLAIM_TOKENS_MS)
                        .claimExtensionThreshold(STORE_IDLE_TOKENS_MS)
                        .coordinatorExecutor(threads.executor())
                        .workerExecutor(threads.executor())
                        .transactionManager(batchLock));
        processing.registerSequencingPolicy(group, any -> new ByConversation());
        processing.registerListenerInvocationErrorHandler(group, any -> PropagatingErrorHandler.instance());
    }
}
