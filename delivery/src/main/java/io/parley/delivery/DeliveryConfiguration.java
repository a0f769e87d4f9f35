package io.parley.delivery;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Delivery within one process. */
@Configuration(proxyBeanMethods = false)
public class DeliveryConfiguration {
    @Bean
    Directory directory() {
        return new LocalDirectory();
    }

    @Bean
    LocalEdges localEdges() {
        return new LocalEdges();
    }

    @Bean
    Announcer announcer(Directory directory, LocalEdges edges) {
        return new LocalRouter(directory, edges);
    }
}
