package io.parley.command.asset;

import io.parley.api.asset.AssetCommand;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The asset's aggregate. It is not cached: it is asked seldom, and has few events. */
@Configuration(proxyBeanMethods = false)
public class AssetsConfiguration {
    @Bean
    ConfigurerModule assetAggregate() {
        return configurer -> configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(Asset.class)
                .configureCommandTargetResolver(any -> AssetsConfiguration::target));
    }

    private static VersionedAggregateIdentifier target(CommandMessage<?> command) {
        return new VersionedAggregateIdentifier(((AssetCommand) command.getPayload()).asset(), null);
    }
}
