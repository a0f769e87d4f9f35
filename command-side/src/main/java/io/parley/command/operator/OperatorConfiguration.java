package io.parley.command.operator;

import java.time.Clock;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What operators do with the data folder at hand, and that the history was read. */
@Configuration(proxyBeanMethods = false)
@Import(OperatorController.class)
public class OperatorConfiguration {
    @Bean
    OperatorToken operatorToken() {
        return OperatorToken.create();
    }

    @Bean
    ConfigurerModule usesAggregate(Clock clock) {
        return configurer -> configurer
                .registerComponent(Clock.class, any -> clock)
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Uses.class));
    }
}
