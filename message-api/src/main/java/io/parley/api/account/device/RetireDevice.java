package io.parley.api.account.device;

import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Ends the device for good unless somebody is logged in there, so that a full account gets room for a new one. Answered
 * with {@link io.parley.api.account.Outcome}, refused while the log-in lives.
 */
public record RetireDevice(@TargetAggregateIdentifier DeviceId device, UserId user) implements DeviceCommand {}
