package io.parley.command.conversation;

import io.parley.api.account.handle.HandleKeys;
import io.parley.api.asset.AssetGrants;
import io.parley.api.conversation.ChangeRetention;
import io.parley.api.conversation.DirectCommand;
import io.parley.api.conversation.GroupCommand;
import io.parley.api.conversation.OperatorCommand;
import io.parley.api.conversation.SendMessages;
import io.parley.api.conversation.StartDirect;
import io.parley.api.receipts.AdvanceReceipts;
import io.parley.api.trace.Traces;
import io.parley.command.aggregate.CachedAggregate;
import io.parley.command.asset.Pictures;
import io.parley.command.dispatch.Commands;
import io.parley.command.receipts.Receipts;
import io.parley.command.trace.TracedCommands;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.Sealer;
import java.time.Clock;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Conversations and their receipts: the aggregates, and HTTP to start one. Needs {@link StoredMessages}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({GroupLimits.class, StartLimits.class})
@Import({ConversationsController.class, GroupsController.class})
public class ConversationsConfiguration {
    private static final int CACHED = 20_000;

    @Bean
    ConfigurerModule conversationAggregate() {
        return CachedAggregate.withFreshAnswers(Conversation.class, CACHED, command -> switch (command) {
            case SendMessages send -> send.conversation();
            case StartDirect start -> start.conversation();
            case GroupCommand group -> group.conversation();
            case DirectCommand direct -> direct.conversation();
            case ChangeRetention change -> change.conversation();
            case OperatorCommand operator -> operator.conversation();
            default -> null;
        });
    }

    @Bean
    ConfigurerModule tracedCommands(Traces traces) {
        return TracedCommands.on(traces);
    }

    @Bean
    Starts starts(Commands commands, StartLimits limits, Clock clock) {
        return new Starts(commands, limits, clock);
    }

    @Bean
    DirectConversations directConversations(
            Commands commands,
            QueryGateway queries,
            HandleKeys handleKeys,
            Sealer sealer,
            ConversationKeys conversationKeys,
            Starts starts,
            Clock clock) {
        return new DirectConversations(commands, queries, handleKeys, sealer, conversationKeys, starts, clock);
    }

    @Bean
    Groups groups(
            Commands commands,
            QueryGateway queries,
            HandleKeys handleKeys,
            Sealer sealer,
            ConversationKeys conversationKeys,
            Starts starts,
            AssetGrants grants,
            Clock clock) {
        return new Groups(commands, queries, handleKeys, sealer, conversationKeys, starts, new Pictures(grants), clock);
    }

    @Bean
    ConfigurerModule receiptsAggregate() {
        return CachedAggregate.of(
                Receipts.class,
                CACHED,
                command -> command instanceof AdvanceReceipts advance ? advance.receipts() : null);
    }
}
