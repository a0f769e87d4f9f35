package io.parley.api.account.user;

import io.parley.api.EventName;
import io.parley.api.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The account is over, and what the person wrote is to become unreadable.
 *
 * @param by the person, or an operator; null for whoever held the data folder
 */
@EventName("user.UserErased")
public record UserErased(UserId user, @Nullable UserId by, Instant time) implements UserEvent {}
