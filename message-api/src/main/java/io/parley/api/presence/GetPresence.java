package io.parley.api.presence;

import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks who of some people is there, as far as a person may know; answered with {@link Presences}, one for each of them. */
public record GetPresence(UserId asking, Set<UserId> people) {
    public record Presences(List<Presence> presences) {}

    /**
     * Nobody can tell whether somebody is unknown, private, or was never there.
     *
     * @param lastSeen null where they are online, or it is not to be known
     */
    public record Presence(
            UserId user, boolean online, @Nullable Instant lastSeen) {}
}
