package io.parley.api.account.device;

import io.parley.api.EventName;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;

/** Somebody logged in; the first makes the device that person's for ever. Its refresh token is generation 0. */
@EventName("device.LogInStarted")
public record LogInStarted(DeviceId device, UserId user, long sid, Instant time) implements DeviceEvent {}
