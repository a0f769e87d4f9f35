package io.parley.api.account.user;

import io.parley.api.Sealed;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.List;

/** @param devices in the order in which they were added */
public record Account(
        UserId user,
        Sealed readableHandle,
        Sealed name,
        Sealed passwordHash,
        List<DeviceId> devices,
        Instant registered) {}
