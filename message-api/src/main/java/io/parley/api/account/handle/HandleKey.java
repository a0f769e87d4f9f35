package io.parley.api.account.handle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * Stands for a handle wherever it must be found again: a keyed hash, since aggregate ids and view keys are never
 * erased and a handle must be. Made by {@link HandleKeys}; also the id of the Handle aggregate.
 */
public record HandleKey(@JsonValue String value) {
    @JsonCreator
    public HandleKey {
        Objects.requireNonNull(value);
    }

    /** The bare value: Axon addresses aggregates by this text. */
    @Override
    public String toString() {
        return value;
    }
}
