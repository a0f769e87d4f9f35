package io.parley.command.moderation;

import io.parley.api.moderation.ReportCommand;
import io.parley.command.aggregate.CachedAggregate;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.Sealer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Reports and what operators do about them: the aggregate, and HTTP. */
@Configuration(proxyBeanMethods = false)
@Import(ModerationController.class)
public class ModerationConfiguration {
    private static final int CACHED = 1_000;

    @Bean
    ConfigurerModule reportAggregate() {
        return CachedAggregate.of(
                Report.class, CACHED, command -> command instanceof ReportCommand about ? about.report() : null);
    }

    @Bean
    Moderation moderation(Commands commands, QueryGateway queries, Sealer sealer) {
        return new Moderation(commands, queries, sealer);
    }
}
