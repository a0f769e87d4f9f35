package io.parley.api.account.user;

import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Makes room after a device was revoked; answered with {@link io.parley.api.account.Outcome}. */
public record RemoveDevice(@TargetAggregateIdentifier UserId user, DeviceId device) implements UserCommand {}
