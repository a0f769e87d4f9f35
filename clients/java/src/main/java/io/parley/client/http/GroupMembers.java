package io.parley.client.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next asks for the next page; null on the last */
public record GroupMembers(List<Of> members, @Nullable String next) {
    /** @param standing {@code member} or {@code invited} */
    public record Of(
            String user, @Nullable String handle, @Nullable String name, String standing, boolean admin) {}
}
