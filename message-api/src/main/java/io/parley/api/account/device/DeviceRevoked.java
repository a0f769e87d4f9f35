package io.parley.api.account.device;

import io.parley.api.EventName;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;

/** Nobody logs in on this device again. */
@EventName("device.DeviceRevoked")
public record DeviceRevoked(DeviceId device, UserId user, Instant time) implements DeviceEvent {}
