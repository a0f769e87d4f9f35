package io.parley.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the receiver is told, of one device; never what a message says.
 *
 * @param type {@link #WAITING} or {@link #CLEARED}
 * @param timestamp when it happened
 */
record Notice(String type, Instant timestamp, Data data) {
    /** Something waits for the device. */
    static final String WAITING = "message.waiting";
    /** The person has read it elsewhere: what was shown for it can go. */
    static final String CLEARED = "message.cleared";

    /**
     * @param seq of the message that waits; everything up to it is cleared
     * @param mentioned true where the message addresses the person by name; absent otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            String user,
            String device,
            String conversation,
            long seq,
            @Nullable Boolean mentioned) {}

    /** The same whenever it is sent again: receivers know by it what they have. */
    String id() {
        String what = String.join(" ", type, data.conversation, data.device, Long.toString(data.seq));
        return "push_" + UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    }
}
