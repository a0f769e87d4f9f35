package io.parley.api.settings;

import io.parley.api.EventName;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;

/**
 * @param device on which it was changed
 * @param settings all of them, as they are from now on
 */
@EventName("settings.SettingsChanged")
public record SettingsChanged(
        UserId user, ConversationId conversation, DeviceId device, Settings settings, Instant time)
        implements SettingsEvent {}
