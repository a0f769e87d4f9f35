package io.parley.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The id of what one person says against one message: the three ids behind a prefix, since streams share one name space. */
public record ReportId(@JsonValue String value) {
    private static final String PREFIX = "report:";

    @JsonCreator
    public ReportId {}

    public static ReportId of(UserId by, ConversationId conversation, long seq) {
        return new ReportId(PREFIX + conversation.value() + ":" + seq + ":" + by.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
