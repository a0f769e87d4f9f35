package io.parley.delivery.presence;

import java.time.Clock;

class LocalPresenceDirectoryTest extends PresenceDirectoryContract {
    @Override
    protected PresenceDirectory open(PresenceOptions options, Clock clock) {
        return new LocalPresenceDirectory(options, clock);
    }
}
