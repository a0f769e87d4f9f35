package io.parley.server.engine;

import io.parley.delivery.redis.Redis;
import io.parley.delivery.redis.RedisDeliveryConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Delivery through a Redis that the edges of a region share. */
@Configuration(proxyBeanMethods = false)
@Import(RedisDeliveryConfiguration.class)
public class SharedRedisConfiguration {
    @Bean
    RedisHealth redisHealth(Redis redis) {
        return new RedisHealth(redis);
    }
}
