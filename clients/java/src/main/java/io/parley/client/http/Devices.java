package io.parley.client.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

public record Devices(List<Device> devices) {
    /**
     * @param name null where none was given
     * @param current whether it is the one that asks
     */
    public record Device(String device, @Nullable String name, Instant addedAt, boolean loggedIn, boolean current) {}
}
