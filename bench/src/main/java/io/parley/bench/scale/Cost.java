package io.parley.bench.scale;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What one thing costs, or how much of something one unit takes. What each means is told by its source in the costs file. */
enum Cost {
    EVENT_CPU,
    DELIVERY_CPU,
    RECONNECT_CPU,
    HEARTBEAT_CPU,
    CONNECTION_MEMORY,
    EVENT_BYTES,
    VIEW_BYTES,
    CONVERSATION_SENDS,
    SEGMENT_EVENTS,
    REDIS_REGISTER,
    REDIS_REMOVE,
    REDIS_CAME,
    REDIS_LEFT,
    REDIS_LOOKUP,
    REDIS_ENTRY,
    REDIS_KILOBYTE,
    REDIS_SWEEP,
    REDIS_CONNECTION,
    COMMAND_TIME,
    MESSAGE_FRAME,
    ANNOUNCEMENT,
    ANNOUNCEMENT_RECIPIENT,
    ANNOUNCEMENT_CONNECTION,
    RECEIPT_ANNOUNCEMENT,
    MESSAGE_WRITES,
    RECEIPT_WRITES,
    EDGE_CONNECTIONS,
    ACKNOWLEDGEMENT_SPREAD,
    SMALL_FRAME,
    EDGE_SHARE,
    COMMAND_SHARE,
    PROJECTION_SHARE,
    VIEWS_SHARE,
    LOG_SHARE,
    RECONNECT_EDGE_SHARE,
    RECONNECT_QUERY_SHARE,
    REFRESH_CPU,
    SPLIT_FACTOR,
    LOG_EVENTS,
    SHARD_WRITES,
    BATCH_EVENTS,
    PROCESS_MEMORY,
    PROCESS_CORES,
    REPLICAS,
    BUSY_HOURS,
    ABANDONED_SHARE;

    /** Its name in the costs file. */
    @JsonValue
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
