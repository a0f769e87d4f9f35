package io.parley.api.account.user;

import io.parley.api.Sealed;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Adds a new device; answered with {@link io.parley.api.account.Outcome}, refused once the account has {@value #MAX_DEVICES}. */
public record AddDevice(
        @TargetAggregateIdentifier UserId user,
        DeviceId device,
        @Nullable Sealed name) implements UserCommand {
    public static final int MAX_DEVICES = 16;
}
