package io.parley.api.account.user;

import io.parley.api.EventName;
import io.parley.api.Sealed;
import io.parley.api.account.handle.HandleKey;
import io.parley.api.id.UserId;
import java.time.Instant;

/**
 * @param readableHandle the handle as people read it
 * @param passwordHash an Argon2id hash in its encoded form
 */
@EventName("user.UserRegistered")
public record UserRegistered(
        UserId user, HandleKey handle, Sealed readableHandle, Sealed name, Sealed passwordHash, Instant time)
        implements UserEvent {}
