package io.parley.bench.scale;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What there is one of at first, and what more of it takes. */
enum SingleUnit {
    EVENT_LOG("one event log", "there is one: nothing divides it today"),
    REDIS("one Redis", "one for all edges of a region: nothing divides it but regions"),
    SHARD("one MongoDB shard", "more shards: every read and write names its _id"),
    SEGMENT("one segment of receipts", "more segments, chosen at the first start"),
    EDGE("one edge", "more edges");

    private final String meaning;
    private final String more;

    SingleUnit(String meaning, String more) {
        this.meaning = meaning;
        this.more = more;
    }

    String meaning() {
        return meaning;
    }

    String more() {
        return more;
    }

    @JsonValue
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
