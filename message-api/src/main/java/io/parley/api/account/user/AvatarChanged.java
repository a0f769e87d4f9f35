package io.parley.api.account.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.EventName;
import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param avatar the picture that others see from now on; null for none */
@EventName("user.AvatarChanged")
public record AvatarChanged(
        UserId user,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AssetId avatar,

        Instant time) implements UserEvent {}
