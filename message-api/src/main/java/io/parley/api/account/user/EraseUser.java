package io.parley.api.account.user;

import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Decides, for ever, that a person is erased; their key is destroyed next. Answered with {@link io.parley.api.account.Outcome}; once more changes
 * nothing.
 *
 * @param by the person, or an operator; null for whoever holds the data folder
 */
public record EraseUser(
        @TargetAggregateIdentifier UserId user, @Nullable UserId by) implements UserCommand {}
