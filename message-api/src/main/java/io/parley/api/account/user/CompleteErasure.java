package io.parley.api.account.user;

import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** All of an erasure was done; answered with {@link io.parley.api.account.Outcome}. */
public record CompleteErasure(@TargetAggregateIdentifier UserId user) implements UserCommand {}
