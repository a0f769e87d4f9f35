package io.parley.api.account.device;

import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends the device for good, whoever is logged in there; answered with {@link io.parley.api.account.Outcome}. */
public record RevokeDevice(@TargetAggregateIdentifier DeviceId device, UserId user) implements DeviceCommand {}
