package io.parley.query.account;

import com.mongodb.client.MongoDatabase;
import io.parley.projections.view.Views;
import io.parley.query.dispatch.Queries;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What the views say of people and devices, with the HTTP API over it. Needs beans of {@link QueryGateway},
 * {@link Views}, {@code Sealer} and {@code HandleKeys}, and a security filter chain that puts a verified {@code Jwt}
 * before the controllers.
 */
@Configuration(proxyBeanMethods = false)
@Import({PeopleController.class, DevicesController.class})
public class AccountQueriesConfiguration {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    @Bean
    ConfigurerModule accountQueries(MongoDatabase database, Views views) {
        return configurer -> configurer
                .registerQueryHandler(any -> new PeopleQueries(views))
                .registerQueryHandler(any -> new DeviceQueries(views))
                .registerQueryHandler(any -> new ErasureQueries(database));
    }

    @Bean
    Queries accountQueryDispatch(QueryGateway gateway) {
        return new Queries(gateway, DEADLINE);
    }
}
