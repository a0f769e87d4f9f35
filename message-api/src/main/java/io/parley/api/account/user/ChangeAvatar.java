package io.parley.api.account.user;

import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Answered with {@link io.parley.api.account.Outcome}.
 *
 * @param avatar a picture that the person may use; null for none
 */
public record ChangeAvatar(
        @TargetAggregateIdentifier UserId user, @Nullable AssetId avatar) implements UserCommand {}
