package io.parley.client.http;

import org.jspecify.annotations.Nullable;

/** @param avatar asset of a picture; null for none */
public record Member(
        String user,
        @Nullable String handle,
        @Nullable String name,
        @Nullable String avatar) {
    /** What to call them: name, else handle, else id. */
    public String display() {
        if (name != null && !name.isBlank()) return name;
        return handle != null ? handle : user;
    }
}
