package io.parley.bench.scale;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is needed, or goes on. */
enum Need {
    MESSAGES("messages", "/s", false),
    DELIVERIES("deliveries to connections", "/s", false),
    EVENTS("events appended", "/s", true),
    RECEIPT_EVENTS("… of these receipts", "/s", true),
    PRESENCE_EVENTS("… presence", "/s", false),
    TYPING_EVENTS("… typing", "/s", false),
    REFRESHES("… tokens renewed", "/s", false),
    EDGES("socket-edge: processes", "", true),
    EDGE_CORES("socket-edge: cores", "", true),
    EDGE_MEMORY("socket-edge: memory", "GiB", true),
    COMMAND_CORES("command-side: cores", "", true),
    PROJECTION_CORES("projections: cores", "", true),
    SEGMENTS("projections: segments of a group", "", true),
    QUERY_CORES("query-side: cores", "", false),
    LOGS("Axon Server: event logs", "", true),
    LOG_CORES("Axon Server: cores", "", true),
    LOG_DISK("Axon Server: disk a day", "GB", true),
    SHARDS("MongoDB: shards", "", true),
    VIEW_CORES("MongoDB: cores", "", true),
    VIEW_DISK("MongoDB: disk a day", "GB", true),
    REDIS("Redis: instances", "", true),
    REDIS_COMMANDS("Redis: commands", "/s", true),
    REDIS_TRAFFIC("Redis: through streams", "Gbit/s", true),
    REDIS_MEMORY("Redis: memory for connections", "GiB", false),
    NETWORK("to clients", "Gbit/s", true);

    private final String meaning;
    private final String unit;
    private final boolean dependsOnEdges;

    Need(String meaning, String unit, boolean dependsOnEdges) {
        this.meaning = meaning;
        this.unit = unit;
        this.dependsOnEdges = dependsOnEdges;
    }

    String meaning() {
        return meaning;
    }

    String unit() {
        return unit;
    }

    /** Whether it differs with the number of edges, which follows from costs. */
    boolean dependsOnEdges() {
        return dependsOnEdges;
    }

    @JsonValue
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
