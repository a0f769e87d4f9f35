package io.parley.api.settings;

import io.parley.api.Sealed;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.SettingsId;
import io.parley.api.id.UserId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Answered with the {@link Settings} that hold from now on. What is null stays as it is. */
public record ChangeSettings(
        @TargetAggregateIdentifier SettingsId settings,
        UserId user,
        ConversationId conversation,
        DeviceId device,
        @Nullable Mute mute,
        @Nullable Boolean archived,
        @Nullable Boolean pinned,
        @Nullable Boolean unread,
        @Nullable Draft draft) {
    /** @param until null to hear again */
    public record Mute(@Nullable Instant until) {}

    /** @param text null to take it away */
    public record Draft(@Nullable Sealed text) {}
}
