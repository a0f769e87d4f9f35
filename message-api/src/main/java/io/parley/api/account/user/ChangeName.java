package io.parley.api.account.user;

import io.parley.api.Sealed;
import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Answered with {@link io.parley.api.account.Outcome}. */
public record ChangeName(@TargetAggregateIdentifier UserId user, Sealed name) implements UserCommand {}
