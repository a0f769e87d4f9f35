package io.parley.api.account.handle;

import io.parley.api.EventName;
import io.parley.api.id.UserId;
import java.time.Instant;

/** The handle is this person's from here on. */
@EventName("handle.HandleClaimed")
public record HandleClaimed(HandleKey handle, UserId user, Instant time) implements HandleEvent {}
