package io.parley.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;

/** The id of the uses of the history on one day (UTC): the day behind a prefix, since streams share one name space. */
public record UsesId(@JsonValue String value) {
    private static final String PREFIX = "uses:";

    @JsonCreator
    public UsesId {}

    public static UsesId of(Instant time) {
        return new UsesId(PREFIX + time.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    @Override
    public String toString() {
        return value;
    }
}
