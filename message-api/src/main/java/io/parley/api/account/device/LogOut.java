package io.parley.api.account.device;

import io.parley.api.id.DeviceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends that log-in, if it is still the device's; answered with {@link io.parley.api.account.Outcome}. */
public record LogOut(@TargetAggregateIdentifier DeviceId device, long sid) implements DeviceCommand {}
