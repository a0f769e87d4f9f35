package io.parley.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/** A person's id: a UUIDv7 in its canonical text form, made by the server at registration. */
public record UserId(@JsonValue String value) {
    @JsonCreator
    public UserId {
        Objects.requireNonNull(value);
    }

    public static UserId create() {
        return new UserId(Ids.timeOrdered());
    }

    /** The bare value: Axon addresses aggregates by this text. */
    @Override
    public String toString() {
        return value;
    }
}
