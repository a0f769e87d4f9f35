package io.parley.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The id of a conversation's Receipts aggregate: the conversation's id behind a prefix, since streams share one name space. */
public record ReceiptsId(@JsonValue String value) {
    private static final String PREFIX = "receipts:";

    @JsonCreator
    public ReceiptsId {}

    public static ReceiptsId of(ConversationId conversation) {
        return new ReceiptsId(PREFIX + conversation.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
