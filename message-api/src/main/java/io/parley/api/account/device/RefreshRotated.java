package io.parley.api.account.device;

import io.parley.api.EventName;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;

/** @param generation of the refresh token that is good from here on */
@EventName("device.RefreshRotated")
public record RefreshRotated(DeviceId device, UserId user, long sid, long generation, Instant time)
        implements DeviceEvent {}
