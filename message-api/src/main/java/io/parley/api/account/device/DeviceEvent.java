package io.parley.api.account.device;

import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;

/** What happened on a device. {@code sid} numbers its log-ins from 1, so that any two can be told older from newer. */
public sealed interface DeviceEvent permits LogInStarted, RefreshRotated, LogInEnded, DeviceRevoked {
    DeviceId device();

    UserId user();

    Instant time();
}
