package io.parley.api.settings;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.time.Instant;

/** What happened to a person's settings for a conversation. */
public sealed interface SettingsEvent permits SettingsChanged {
    UserId user();

    ConversationId conversation();

    Instant time();
}
