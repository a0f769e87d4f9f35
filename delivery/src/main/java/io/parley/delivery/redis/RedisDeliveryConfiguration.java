package io.parley.delivery.redis;

import io.parley.delivery.AnnouncementMetrics;
import io.parley.delivery.Announcer;
import io.parley.delivery.presence.PresenceOptions;
import io.parley.delivery.typing.TypingCache;
import io.parley.delivery.typing.TypingOptions;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Delivery between the edges of a region, which share a Redis. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RedisOptions.class, TypingOptions.class, PresenceOptions.class})
public class RedisDeliveryConfiguration {
    @Bean
    Redis redis(RedisOptions options) {
        return Redis.at(options);
    }

    @Bean
    Incarnations incarnations() {
        return new Incarnations();
    }

    @Bean
    RedisDirectory directory(Redis redis, Incarnations incarnations) {
        return new RedisDirectory(redis, incarnations);
    }

    @Bean
    RedisPresenceDirectory presenceDirectory(
            Redis redis, Incarnations incarnations, PresenceOptions options, Clock clock) {
        return new RedisPresenceDirectory(redis, incarnations, options, clock);
    }

    @Bean
    TypingCache typingCache(Redis redis, TypingOptions options, Clock clock) {
        return new RedisTypingCache(redis, options, clock);
    }

    @Bean
    RedisEdges edges(
            Redis redis,
            Incarnations incarnations,
            RedisDirectory directory,
            RedisPresenceDirectory presenceDirectory) {
        return new RedisEdges(redis, incarnations, directory, presenceDirectory);
    }

    @Bean
    AnnouncementMetrics announcementMetrics() {
        return new AnnouncementMetrics();
    }

    @Bean
    Announcer announcer(Redis redis, AnnouncementMetrics metrics) {
        return new RedisRouter(redis, metrics);
    }
}
