package io.parley.api.account.device;

import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Starts a log-in, ending the device's previous one; the password was verified before. Answered with {@link LogInOutcome}. */
public record LogIn(@TargetAggregateIdentifier DeviceId device, UserId user) implements DeviceCommand {}
