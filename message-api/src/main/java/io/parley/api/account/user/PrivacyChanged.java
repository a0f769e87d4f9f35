package io.parley.api.account.user;

import io.parley.api.EventName;
import io.parley.api.id.UserId;
import java.time.Instant;

/** @param privacy all of it, as it is from now on */
@EventName("user.PrivacyChanged")
public record PrivacyChanged(UserId user, Privacy privacy, Instant time) implements UserEvent {}
