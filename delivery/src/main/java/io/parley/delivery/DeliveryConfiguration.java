package io.parley.delivery;

import io.parley.delivery.presence.LocalPresenceDirectory;
import io.parley.delivery.presence.PresenceDirectory;
import io.parley.delivery.presence.PresenceOptions;
import io.parley.delivery.typing.LocalTypingCache;
import io.parley.delivery.typing.TypingCache;
import io.parley.delivery.typing.TypingOptions;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Delivery within one process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TypingOptions.class, PresenceOptions.class})
public class DeliveryConfiguration {
    @Bean
    Directory directory() {
        return new LocalDirectory();
    }

    @Bean
    TypingCache typingCache(TypingOptions options, Clock clock) {
        return new LocalTypingCache(options, clock);
    }

    @Bean
    PresenceDirectory presenceDirectory(PresenceOptions options, Clock clock) {
        return new LocalPresenceDirectory(options, clock);
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
