package io.parley.api.presence;

import io.parley.api.EventName;
import io.parley.api.id.UserId;
import java.time.Instant;

@EventName("presence.CameOnline")
public record CameOnline(UserId user, long generation, Instant lastSeen) implements PresenceEvent {}
