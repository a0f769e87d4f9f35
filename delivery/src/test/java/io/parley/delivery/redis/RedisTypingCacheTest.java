package io.parley.delivery.redis;

import io.parley.delivery.typing.TypingCache;
import io.parley.delivery.typing.TypingCacheContract;
import io.parley.delivery.typing.TypingOptions;
import java.time.Clock;

class RedisTypingCacheTest extends TypingCacheContract {
    @Override
    protected TypingCache open(TypingOptions options, Clock clock) {
        return new RedisTypingCache(SharedRedis.emptied(), options, clock);
    }
}
