package io.parley.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** An asset's id: a UUIDv7 in its canonical text form, made by the server; it says nothing of what is in it. */
public record AssetId(@JsonValue String value) {
    @JsonCreator
    public AssetId {
        Objects.requireNonNull(value);
    }

    public static AssetId create() {
        return new AssetId(Ids.timeOrdered());
    }

    /** Empty for what cannot be one, so that it never becomes part of a file's name. */
    public static Optional<AssetId> parse(String text) {
        try {
            return UUID.fromString(text).toString().equals(text) ? Optional.of(new AssetId(text)) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /** The bare value: Axon addresses aggregates by this text. */
    @Override
    public String toString() {
        return value;
    }
}
