package io.parley.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/** A device's id: a UUIDv7 made by the server at the first log-in on that device; it belongs to one person for ever. */
public record DeviceId(@JsonValue String value) {
    @JsonCreator
    public DeviceId {
        Objects.requireNonNull(value);
    }

    public static DeviceId create() {
        return new DeviceId(Ids.timeOrdered());
    }

    /** The bare value: Axon addresses aggregates by this text. */
    @Override
    public String toString() {
        return value;
    }
}
