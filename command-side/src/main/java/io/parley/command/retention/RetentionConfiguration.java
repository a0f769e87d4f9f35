package io.parley.command.retention;

import io.parley.api.retention.ExpireMessages;
import io.parley.command.aggregate.CachedAggregate;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.ConversationKeys;
import java.time.Clock;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/** How long messages are kept: HTTP to say it, and who looks after it. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(RetentionOptions.class)
@Import(RetentionController.class)
public class RetentionConfiguration {
    private static final int CACHED = 1_000;

    @Bean
    ConfigurerModule expiryAggregate() {
        return CachedAggregate.of(
                Expiry.class, CACHED, command -> command instanceof ExpireMessages expire ? expire.retention() : null);
    }

    @Bean
    SchedulingConfigurer sweeps(
            Commands commands, QueryGateway queries, ConversationKeys keys, RetentionOptions options, Clock clock) {
        Sweeper sweeper = new Sweeper(commands, queries, keys, options.limit(), clock);
        return tasks -> tasks.addFixedDelayTask(new FixedDelayTask(sweeper::sweep, options.sweep(), options.sweep()));
    }
}
