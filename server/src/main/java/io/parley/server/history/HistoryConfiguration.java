package io.parley.server.history;

import io.parley.api.account.handle.HandleKeys;
import io.parley.api.key.SecretKeyFile;
import io.parley.history.source.History;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.PersonKeys;
import java.nio.file.Path;
import java.time.Clock;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The event history for auditors, over whichever event store the process has. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HistoryOptions.class)
@Import(HistoryController.class)
public class HistoryConfiguration {
    @Bean
    Audits audits(
            EventStore events,
            PersonKeys people,
            ConversationKeys conversations,
            HandleKeys handles,
            @Value("${parley.accounts.keys}") Path keys,
            CommandGateway commands,
            HistoryOptions options,
            Clock clock) {
        History.Keys opening = new History.Keys(
                people, conversations, handles, SecretKeyFile.openOrCreate(keys.resolve("handle-secret")));
        return new Audits(pseudonymous -> History.over(events, opening, pseudonymous), commands, options, clock);
    }
}
