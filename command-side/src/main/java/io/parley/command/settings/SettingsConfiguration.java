package io.parley.command.settings;

import io.parley.api.settings.ChangeSettings;
import io.parley.command.aggregate.CachedAggregate;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A person's own settings for their conversations: the aggregate, and HTTP to change them. */
@Configuration(proxyBeanMethods = false)
@Import(SettingsController.class)
public class SettingsConfiguration {
    private static final int CACHED = 10_000;

    @Bean
    ConfigurerModule settingsAggregate() {
        return CachedAggregate.of(
                ConversationSettings.class,
                CACHED,
                command -> command instanceof ChangeSettings change ? change.settings() : null);
    }
}
