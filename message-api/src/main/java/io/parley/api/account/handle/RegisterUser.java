package io.parley.api.account.handle;

import io.parley.api.Sealed;
import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Claims a handle and makes its owner, both or neither: one append holds both events, so that no crash leaves a handle
 * without a person or a person without a handle. Answered with {@link RegisterOutcome}.
 *
 * @param identity that the same append claims for the person: by what somebody else's log-in knows them; null for none
 * @param user fresh, and the person under whose key the rest is sealed
 */
public record RegisterUser(
        @TargetAggregateIdentifier HandleKey handle,
        @Nullable HandleKey identity,
        UserId user,
        Sealed readableHandle,
        Sealed name,
        Sealed passwordHash)
        implements HandleCommand {}
