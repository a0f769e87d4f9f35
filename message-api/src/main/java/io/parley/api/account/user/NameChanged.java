package io.parley.api.account.user;

import io.parley.api.EventName;
import io.parley.api.Sealed;
import io.parley.api.id.UserId;
import java.time.Instant;

/** @param name how others see the person from now on */
@EventName("user.NameChanged")
public record NameChanged(UserId user, Sealed name, Instant time) implements UserEvent {}
