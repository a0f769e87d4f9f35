package io.parley.api.account.user;

import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks the User aggregate itself, so that a log-in right after the registration finds it; answered with {@link Account}. */
public record FindAccount(@TargetAggregateIdentifier UserId user) implements UserCommand {}
