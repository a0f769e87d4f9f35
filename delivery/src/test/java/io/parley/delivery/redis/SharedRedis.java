package io.parley.delivery.redis;

import java.time.Duration;
import org.springframework.data.redis.connection.RedisServerCommands;
import org.springframework.data.redis.core.RedisCallback;

/** One Redis for tests that need none of their own; emptied for each. */
final class SharedRedis {
    private static final RedisServer SERVER = RedisServer.start();
    private static final Redis REDIS = Redis.at(SERVER.options(Duration.ofSeconds(10)));

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
    }

    private SharedRedis() {}

    static Redis emptied() {
        REDIS.template().execute((RedisCallback<Object>) connection -> {
            connection.serverCommands().flushAll(RedisServerCommands.FlushOption.SYNC);
            return null;
        });
        return REDIS;
    }

    static Redis asItIs() {
        return REDIS;
    }
}
