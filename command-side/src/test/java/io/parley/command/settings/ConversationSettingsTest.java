package io.parley.command.settings;

import io.parley.api.Sealed;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.SettingsId;
import io.parley.api.id.UserId;
import io.parley.api.settings.ChangeSettings;
import io.parley.api.settings.ChangeSettings.Draft;
import io.parley.api.settings.ChangeSettings.Mute;
import io.parley.api.settings.Settings;
import io.parley.api.settings.SettingsChanged;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationSettingsTest {
    private static final UserId ALICE = UserId.create();
    private static final DeviceId PHONE = new DeviceId("0197f2a0-0000-7000-8000-0000000000d1");
    private static final ConversationId TALK = ConversationId.group();
    private static final SettingsId ID = SettingsId.of(ALICE, TALK);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");
    private static final Sealed DRAFT = new Sealed("key", "nonce", "draft");

    private final AggregateTestFixture<ConversationSettings> fixture =
            new AggregateTestFixture<>(ConversationSettings.class);

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(Clock.fixed(NOW.plusNanos(456_789), ZoneOffset.UTC));
    }

    private static SettingsChanged changed(Settings settings) {
        return new SettingsChanged(ALICE, TALK, PHONE, settings, NOW);
    }

    private static ChangeSettings change(
            @Nullable Mute mute, @Nullable Boolean archived, @Nullable Boolean pinned, @Nullable Draft draft) {
        return new ChangeSettings(ID, ALICE, TALK, PHONE, mute, archived, pinned, null, draft);
    }

    @Test
    void whatIsLeftOutStaysAsItIs() {
        Settings before = new Settings(NOW, true, false, true, DRAFT);
        Settings after = new Settings(NOW, true, true, true, DRAFT);
        fixture.given(changed(before))
                .when(change(null, null, true, null))
                .expectEvents(changed(after))
                .expectResultMessagePayload(after);
    }

    @Test
    void aMuteAndADraftAreTakenBack() {
        Settings before = new Settings(NOW, false, false, false, DRAFT);
        fixture.given(changed(before))
                .when(change(new Mute(null), null, null, new Draft(null)))
                .expectEvents(changed(Settings.DEFAULT))
                .expectResultMessagePayload(Settings.DEFAULT);
    }

    @Test
    void theFirstChangeStartsFromTheDefault() {
        Settings muted = new Settings(Settings.FOREVER, false, false, false, null);
        fixture.givenNoPriorActivity()
                .when(change(new Mute(Settings.FOREVER), null, null, null))
                .expectEvents(changed(muted))
                .expectResultMessagePayload(muted);
    }

    @Test
    void whatIsSoAlreadyIsNoEvent() {
        Settings archived = new Settings(null, true, false, false, null);
        fixture.given(changed(archived))
                .when(change(null, true, false, null))
                .expectNoEvents()
                .expectResultMessagePayload(archived);
    }
}
