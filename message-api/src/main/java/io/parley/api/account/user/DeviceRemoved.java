package io.parley.api.account.user;

import io.parley.api.EventName;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;

/** The device no longer counts as this person's; it was revoked before. */
@EventName("user.DeviceRemoved")
public record DeviceRemoved(UserId user, DeviceId device, Instant time) implements UserEvent {}
