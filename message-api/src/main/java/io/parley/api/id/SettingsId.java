package io.parley.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The id of one person's settings for one conversation: both ids behind a prefix, since streams share one name space. */
public record SettingsId(@JsonValue String value) {
    private static final String PREFIX = "settings:";

    @JsonCreator
    public SettingsId {}

    public static SettingsId of(UserId user, ConversationId conversation) {
        return new SettingsId(PREFIX + conversation.value() + ":" + user.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
