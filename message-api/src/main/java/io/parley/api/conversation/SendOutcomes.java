package io.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.api.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One outcome for each message of a {@link SendMessages}, in its order. */
public record SendOutcomes(List<SendOutcome> outcomes) {
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    public sealed interface SendOutcome {
        UUID mid();
    }

    /** @param duplicate it had been accepted before: the answer is the original one */
    public record Accepted(UUID mid, long seq, Instant time, boolean duplicate) implements SendOutcome {}

    /** @param lastAccepted with OUT_OF_ORDER: what to chain to; null where nothing of this device was accepted yet */
    public record Refused(
            UUID mid, Refusal refusal, @Nullable UUID lastAccepted) implements SendOutcome {}
}
