package io.parley.command.settings;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.parley.api.id.SettingsId;
import io.parley.api.settings.ChangeSettings;
import io.parley.api.settings.Settings;
import io.parley.api.settings.SettingsChanged;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** How one person keeps one conversation. An aggregate of its own: a draft must not queue behind sends. */
@Revision("1")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class ConversationSettings {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable SettingsId id;

    private Settings settings = Settings.DEFAULT;

    ConversationSettings() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Settings change(ChangeSettings command, Clock clock) {
        Settings changed = changed(command);
        if (!changed.equals(settings)) {
            apply(new SettingsChanged(
                    command.user(),
                    command.conversation(),
                    command.device(),
                    changed,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        }
        return changed;
    }

    private Settings changed(ChangeSettings command) {
        return new Settings(
                command.mute() == null ? settings.mutedUntil() : command.mute().until(),
                Objects.requireNonNullElse(command.archived(), settings.archived()),
                Objects.requireNonNullElse(command.pinned(), settings.pinned()),
                Objects.requireNonNullElse(command.unread(), settings.unread()),
                command.draft() == null ? settings.draft() : command.draft().text());
    }

    @EventSourcingHandler
    void on(SettingsChanged event) {
        id = SettingsId.of(event.user(), event.conversation());
        settings = event.settings();
    }
}
