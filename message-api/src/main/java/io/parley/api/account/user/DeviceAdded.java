package io.parley.api.account.user;

import io.parley.api.EventName;
import io.parley.api.Sealed;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param name as the client called it; null where it did not */
@EventName("user.DeviceAdded")
public record DeviceAdded(
        UserId user, DeviceId device, @Nullable Sealed name, Instant time) implements UserEvent {}
