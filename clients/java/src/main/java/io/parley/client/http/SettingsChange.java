package io.parley.client.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the caller keeps a conversation from now on; null leaves things as they are.
 *
 * @param muted true without {@code mutedUntil} mutes without end
 * @param draft empty takes it away
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SettingsChange(
        @Nullable Boolean muted,
        @Nullable Instant mutedUntil,
        @Nullable Boolean archived,
        @Nullable Boolean pinned,
        @Nullable Boolean unread,
        @Nullable String draft) {
    public static SettingsChange muted(boolean muted) {
        return new SettingsChange(muted, null, null, null, null, null);
    }

    public static SettingsChange mutedUntil(Instant until) {
        return new SettingsChange(null, until, null, null, null, null);
    }

    public static SettingsChange archived(boolean archived) {
        return new SettingsChange(null, null, archived, null, null, null);
    }

    public static SettingsChange pinned(boolean pinned) {
        return new SettingsChange(null, null, null, pinned, null, null);
    }

    public static SettingsChange unread(boolean unread) {
        return new SettingsChange(null, null, null, null, unread, null);
    }

    public static SettingsChange draft(String draft) {
        return new SettingsChange(null, null, null, null, null, draft);
    }
}
