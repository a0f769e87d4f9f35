package io.parley.api.account.device;

import io.parley.api.id.DeviceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Trades a refresh token, whose signature was verified before, for its successor; answered with {@link RefreshOutcome}. */
public record Refresh(@TargetAggregateIdentifier DeviceId device, long sid, long generation) implements DeviceCommand {}
