package io.parley.command.conversation;

import io.parley.api.conversation.SendMessages;
import io.parley.api.conversation.StartDirect;
import io.parley.api.receipts.AdvanceReceipts;
import io.parley.command.aggregate.CachedAggregate;
import io.parley.command.receipts.Receipts;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Conversations and their receipts: the aggregates. */
@Configuration(proxyBeanMethods = false)
public class ConversationsConfiguration {
    private static final int CACHED = 20_000;

    @Bean
    ConfigurerModule conversationAggregate() {
        return CachedAggregate.of(Conversation.class, CACHED, command -> switch (command) {
            case SendMessages send -> send.conversation();
            case StartDirect start -> start.conversation();
            default -> null;
        });
    }

    @Bean
    ConfigurerModule receiptsAggregate() {
        return CachedAggregate.of(
                Receipts.class, CACHED, command -> command instanceof AdvanceReceipts advance ? advance.receipts() : null);
    }
}
