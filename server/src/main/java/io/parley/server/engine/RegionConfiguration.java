package io.parley.server.engine;

import io.parley.api.Region;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which region this process is in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RegionOptions.class)
public class RegionConfiguration {
    @Bean
    Region region(RegionOptions options) {
        return options.region();
    }

    @Bean
    static BeanPostProcessor queriesStayInTheRegion(ObjectProvider<Region> region) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof QueryBus bus && region.getObject().isOneOfSeveral()
                        ? new RegionalQueries(bus, region.getObject())
                        : bean;
            }
        };
    }
}
