package io.parley.api.account.user;

import io.parley.api.EventName;
import io.parley.api.id.UserId;
import java.time.Instant;

/** The key is destroyed, no device is logged in, and the person is in no group any more. */
@EventName("user.ErasureCompleted")
public record ErasureCompleted(UserId user, Instant time) implements UserEvent {}
