package io.parley.command.conversation;

import io.parley.api.account.handle.HandleKeys;
import io.parley.api.conversation.GroupCommand;
import io.parley.api.conversation.SendMessages;
import io.parley.api.conversation.StartDirect;
import io.parley.api.receipts.AdvanceReceipts;
import io.parley.command.aggregate.CachedAggregate;
import io.parley.command.dispatch.Commands;
import io.parley.command.receipts.Receipts;
import io.parley.sealing.Sealer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Conversations and their receipts: the aggregates, and HTTP to start one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GroupLimits.class)
@Import({ConversationsController.class, GroupsController.class})
public class ConversationsConfiguration {
    private static final int CACHED = 20_000;

    @Bean
    ConfigurerModule conversationAggregate() {
        return CachedAggregate.of(Conversation.class, CACHED, command -> switch (command) {
            case SendMessages send -> send.conversation();
            case StartDirect start -> start.conversation();
            case GroupCommand group -> group.conversation();
            default -> null;
        });
    }

    @Bean
    DirectConversations directConversations(Commands commands, HandleKeys handleKeys, Sealer sealer) {
        return new DirectConversations(commands, handleKeys, sealer);
    }

    @Bean
    Groups groups(Commands commands, QueryGateway queries, HandleKeys handleKeys, Sealer sealer) {
        return new Groups(commands, queries, handleKeys, sealer);
    }

    @Bean
    ConfigurerModule receiptsAggregate() {
        return CachedAggregate.of(
                Receipts.class,
                CACHED,
                command -> command instanceof AdvanceReceipts advance ? advance.receipts() : null);
    }
}
