package io.parley.delivery.typing;

import java.time.Clock;

class LocalTypingCacheTest extends TypingCacheContract {
    @Override
    protected TypingCache open(TypingOptions options, Clock clock) {
        return new LocalTypingCache(options, clock);
    }
}
