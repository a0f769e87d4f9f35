package io.parley.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The id of what is no longer kept of a conversation: the conversation's behind a prefix, since streams share one name space. */
public record RetentionId(@JsonValue String value) {
    private static final String PREFIX = "retention:";

    @JsonCreator
    public RetentionId {}

    public static RetentionId of(ConversationId conversation) {
        return new RetentionId(PREFIX + conversation.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
