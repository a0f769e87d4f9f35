package io.parley.delivery.redis;

import io.parley.delivery.presence.PresenceDirectory;
import io.parley.delivery.presence.PresenceDirectoryContract;
import io.parley.delivery.presence.PresenceOptions;
import java.time.Clock;

class RedisPresenceDirectoryTest extends PresenceDirectoryContract {
    @Override
    protected PresenceDirectory open(PresenceOptions options, Clock clock) {
        return new RedisPresenceDirectory(SharedRedis.emptied(), new Incarnations(), options, clock);
    }
}
