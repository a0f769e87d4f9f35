package io.parley.delivery;

import io.parley.delivery.presence.LocalPresenceDirectory;
import io.parley.delivery.presence.PresenceDirectory;
import io.parley.delivery.presence.PresenceOptions;
import io.parley.delivery.presence.PresenceTrace;
import io.parley.delivery.presence.TracedPresenceDirectory;
import io.parley.delivery.typing.LocalTypingCache;
import io.parley.delivery.typing.TypingCache;
import io.parley.delivery.typing.TypingOptions;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Delivery within one process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TypingOptions.class, PresenceOptions.class})
public class LocalDeliveryConfiguration {
    @Bean
    Directory directory() {
        return new LocalDirectory();
    }

    @Bean
    TypingCache typingCache(TypingOptions options, Clock clock) {
        return new LocalTypingCache(options, clock);
    }

    @Bean
    PresenceDirectory presenceDirectory(PresenceOptions options, Clock clock, @Value("${parley.data}") Path data) {
        PresenceTrace trace = PresenceTrace.at(data.resolve("presence").resolve("online"));
        return new TracedPresenceDirectory(new LocalPresenceDirectory(options, clock), trace, clock);
    }

    @Bean
    LocalEdges edges() {
        return new LocalEdges();
    }

    @Bean
    AnnouncementMetrics announcementMetrics() {
        return new AnnouncementMetrics();
    }

    @Bean
    Announcer announcer(Directory directory, LocalEdges edges, AnnouncementMetrics metrics) {
        return new LocalRouter(directory, edges, metrics);
    }
}
