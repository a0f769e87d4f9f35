package io.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.api.Refusal;

@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
public sealed interface ConversationOutcome {
    /** @param changed false where it was so before: a repeated request does nothing */
    record Done(boolean changed) implements ConversationOutcome {}

    record Refused(Refusal refusal) implements ConversationOutcome {}
}
