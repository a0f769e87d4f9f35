package io.parley.api.account.user;

import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Answered with the {@link Privacy} that holds from now on. What is null stays as it is. */
public record ChangePrivacy(
        @TargetAggregateIdentifier UserId user,
        @Nullable Audience presence,
        @Nullable Audience lastSeen,
        @Nullable Boolean readReceipts)
        implements UserCommand {}
