package io.parley.delivery.redis;

import io.parley.delivery.Directory;
import io.parley.delivery.DirectoryContract;

class RedisDirectoryTest extends DirectoryContract {
    @Override
    protected Directory open() {
        return new RedisDirectory(SharedRedis.emptied(), new Incarnations());
    }
}
