package io.parley.client.http;

import org.jspecify.annotations.Nullable;

public record Member(
        String user, @Nullable String handle, @Nullable String name) {
    /** What to call them: name, else handle, else id. */
    public String display() {
        if (name != null && !name.isBlank()) return name;
        return handle != null ? handle : user;
    }
}
