package io.parley.api.account.user;

import io.parley.api.Sealed;
import io.parley.api.id.DeviceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's devices, the oldest first. */
public record Devices(List<Entry> devices) {
    /**
     * @param name null where the client gave none
     * @param loggedIn whether somebody is logged in there, as far as the views know
     */
    public record Entry(DeviceId device, @Nullable Sealed name, Instant addedAt, boolean loggedIn) {}
}
