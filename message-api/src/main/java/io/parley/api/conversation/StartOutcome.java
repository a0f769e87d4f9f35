package io.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.api.Refusal;
import io.parley.api.id.ConversationId;

@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
public sealed interface StartOutcome {
    /** @param existed it was started before, by either of the two */
    record Started(ConversationId conversation, boolean existed) implements StartOutcome {}

    record Refused(Refusal refusal) implements StartOutcome {}
}
