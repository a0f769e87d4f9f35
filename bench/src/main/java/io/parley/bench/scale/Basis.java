package io.parley.bench.scale;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a cost is known. */
enum Basis {
    @JsonProperty("measured")
    MEASURED,
    /** Read off the code or a frame. */
    @JsonProperty("counted")
    COUNTED,
    @JsonProperty("assumed")
    ASSUMED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
