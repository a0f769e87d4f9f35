package io.parley.command.account.device;

import static io.parley.command.account.AccountSamples.ALICE;
import static io.parley.command.account.AccountSamples.BOB;
import static io.parley.command.account.AccountSamples.CLOCK;
import static io.parley.command.account.AccountSamples.NOW;
import static io.parley.command.account.AccountSamples.PHONE;

import io.parley.api.Refusal;
import io.parley.api.account.Outcome;
import io.parley.api.account.device.DeviceRevoked;
import io.parley.api.account.device.LogIn;
import io.parley.api.account.device.LogInEnded;
import io.parley.api.account.device.LogInEnded.Reason;
import io.parley.api.account.device.LogInOutcome;
import io.parley.api.account.device.LogInStarted;
import io.parley.api.account.device.LogOut;
import io.parley.api.account.device.Refresh;
import io.parley.api.account.device.RefreshOutcome;
import io.parley.api.account.device.RefreshRotated;
import io.parley.api.account.device.RetireDevice;
import io.parley.api.account.device.RevokeDevice;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeviceTest {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration UNUSED = Duration.ofDays(90);

    private final AggregateTestFixture<Device> fixture = new AggregateTestFixture<>(Device.class);

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(CLOCK);
        fixture.registerInjectableResource(new RefreshRules(GRACE, UNUSED));
    }

    @Nested
    class LoggingIn {
        @Test
        void theFirstLogInMakesTheDevice() {
            fixture.givenNoPriorActivity()
                    .when(new LogIn(PHONE, ALICE))
                    .expectEvents(started(1, NOW))
                    .expectResultMessagePayload(new LogInOutcome.Started(1));
        }

        @Test
        void anotherLogInEndsTheOneBefore() {
            fixture.given(started(1, NOW))
                    .when(new LogIn(PHONE, ALICE))
                    .expectEvents(ended(1, Reason.REPLACED), started(2, NOW))
                    .expectResultMessagePayload(new LogInOutcome.Started(2));
        }

        @Test
        void oneThatHasEndedDoesNotEndTwice() {
            fixture.given(started(1, NOW), ended(1, Reason.LOGGED_OUT))
                    .when(new LogIn(PHONE, ALICE))
                    .expectEvents(started(2, NOW))
                    .expectResultMessagePayload(new LogInOutcome.Started(2));
        }

        @Test
        void aDeviceBelongsToOnePersonForEver() {
            fixture.given(started(1, NOW), ended(1, Reason.LOGGED_OUT))
                    .when(new LogIn(PHONE, BOB))
                    .expectNoEvents()
                    .expectResultMessagePayload(new LogInOutcome.Refused(Refusal.UNKNOWN_DEVICE));
        }

        @Test
        void nobodyLogsInOnARevokedDevice() {
            fixture.given(started(1, NOW), ended(1, Reason.REVOKED), new DeviceRevoked(PHONE, ALICE, NOW))
                    .when(new LogIn(PHONE, ALICE))
                    .expectNoEvents()
                    .expectResultMessagePayload(new LogInOutcome.Refused(Refusal.DEVICE_REVOKED));
        }
    }

    @Nested
    class Refreshing {
        @Test
        void theNewestTokenGetsItsSuccessor() {
            fixture.given(started(1, NOW.minus(UNUSED)))
                    .when(new Refresh(PHONE, 1, 0))
                    .expectEvents(rotated(1, NOW))
                    .expectResultMessagePayload(new RefreshOutcome.Renewed(ALICE, 1));
        }

        @Test
        void theTokenBeforeGetsTheSameSuccessorWithinTheGrace() {
            fixture.given(started(1, NOW.minus(UNUSED)), rotated(1, NOW.minus(GRACE)))
                    .when(new Refresh(PHONE, 1, 0))
                    .expectNoEvents()
                    .expectResultMessagePayload(new RefreshOutcome.Renewed(ALICE, 1));
        }

        @Test
        void theTokenBeforeEndsTheLogInAfterTheGrace() {
            fixture.given(
                            started(1, NOW.minus(UNUSED)),
                            rotated(1, NOW.minus(GRACE).minusMillis(1)))
                    .when(new Refresh(PHONE, 1, 0))
                    .expectEvents(ended(1, Reason.REUSED))
                    .expectResultMessagePayload(new RefreshOutcome.Refused(Refusal.TOKEN_REUSED));
        }

        @Test
        void onceTheSuccessorIsUsedTheTokenBeforeItEndsTheLogIn() {
            fixture.given(started(1, NOW), rotated(1, NOW), rotated(2, NOW))
                    .when(new Refresh(PHONE, 1, 0))
                    .expectEvents(ended(1, Reason.REUSED))
                    .expectResultMessagePayload(new RefreshOutcome.Refused(Refusal.TOKEN_REUSED));
        }

        @Test
        void afterAReuseEvenTheNewestTokenIsNothing() {
            fixture.given(started(1, NOW), rotated(1, NOW), ended(1, Reason.REUSED))
                    .when(new Refresh(PHONE, 1, 1))
                    .expectNoEvents()
                    .expectResultMessagePayload(new RefreshOutcome.Refused(Refusal.TOKEN_INVALID));
        }

        @Test
        void aTokenOfAReplacedLogInIsNothingAndHarmsNobody() {
            fixture.given(started(1, NOW), ended(1, Reason.REPLACED), started(2, NOW))
                    .when(new Refresh(PHONE, 1, 0))
                    .expectNoEvents()
                    .expectResultMessagePayload(new RefreshOutcome.Refused(Refusal.TOKEN_INVALID));
        }

        @Test
        void aTokenThatLayTooLongEndsTheLogIn() {
            fixture.given(started(1, NOW.minus(UNUSED).minusMillis(1)))
                    .when(new Refresh(PHONE, 1, 0))
                    .expectEvents(ended(1, Reason.EXPIRED))
                    .expectResultMessagePayload(new RefreshOutcome.Refused(Refusal.TOKEN_INVALID));
        }

        @Test
        void aRevokedDeviceSaysSo() {
            fixture.given(started(1, NOW), ended(1, Reason.REVOKED), new DeviceRevoked(PHONE, ALICE, NOW))
                    .when(new Refresh(PHONE, 1, 0))
                    .expectNoEvents()
                    .expectResultMessagePayload(new RefreshOutcome.Refused(Refusal.DEVICE_REVOKED));
        }
    }

    @Nested
    class LoggingOut {
        @Test
        void aLogOutEndsTheLogIn() {
            fixture.given(started(1, NOW))
                    .when(new LogOut(PHONE, 1))
                    .expectEvents(ended(1, Reason.LOGGED_OUT))
                    .expectResultMessagePayload(Outcome.done());
        }

        @Test
        void aSecondLogOutChangesNothing() {
            fixture.given(started(1, NOW), ended(1, Reason.LOGGED_OUT))
                    .when(new LogOut(PHONE, 1))
                    .expectNoEvents()
                    .expectResultMessagePayload(Outcome.done());
        }

        @Test
        void aLogOutOfAnOlderLogInLeavesTheNewerAlone() {
            fixture.given(started(1, NOW), ended(1, Reason.REPLACED), started(2, NOW))
                    .when(new LogOut(PHONE, 1))
                    .expectNoEvents()
                    .expectResultMessagePayload(Outcome.done());
        }
    }

    @Nested
    class TakingAway {
        @Test
        void revokingEndsTheLogInToo() {
            fixture.given(started(1, NOW))
                    .when(new RevokeDevice(PHONE, ALICE))
                    .expectEvents(ended(1, Reason.REVOKED), new DeviceRevoked(PHONE, ALICE, NOW))
                    .expectResultMessagePayload(Outcome.done());
        }

        @Test
        void aDeviceIsRevokedOnce() {
            fixture.given(new DeviceRevoked(PHONE, ALICE, NOW))
                    .when(new RevokeDevice(PHONE, ALICE))
                    .expectNoEvents()
                    .expectResultMessagePayload(Outcome.done());
        }

        @Test
        void nobodyRevokesAnothersDevice() {
            fixture.given(started(1, NOW))
                    .when(new RevokeDevice(PHONE, BOB))
                    .expectNoEvents()
                    .expectResultMessagePayload(Outcome.refused(Refusal.UNKNOWN_DEVICE));
        }

        @Test
        void aDeviceInUseIsNotRetired() {
            fixture.given(started(1, NOW.minus(UNUSED)))
                    .when(new RetireDevice(PHONE, ALICE))
                    .expectNoEvents()
                    .expectResultMessagePayload(Outcome.refused(Refusal.DEVICE_LIMIT));
        }

        @Test
        void aLoggedOutDeviceIsRetired() {
            fixture.given(started(1, NOW), ended(1, Reason.LOGGED_OUT))
                    .when(new RetireDevice(PHONE, ALICE))
                    .expectEvents(new DeviceRevoked(PHONE, ALICE, NOW))
                    .expectResultMessagePayload(Outcome.done());
        }

        @Test
        void aDeviceThatLayTooLongIsRetired() {
            fixture.given(started(1, NOW.minus(UNUSED).minusMillis(1)))
                    .when(new RetireDevice(PHONE, ALICE))
                    .expectEvents(ended(1, Reason.EXPIRED), new DeviceRevoked(PHONE, ALICE, NOW))
                    .expectResultMessagePayload(Outcome.done());
        }

        @Test
        void aDeviceOnWhichALogInNeverCameAboutIsRetired() {
            fixture.givenNoPriorActivity()
                    .when(new RetireDevice(PHONE, ALICE))
                    .expectEvents(new DeviceRevoked(PHONE, ALICE, NOW))
                    .expectResultMessagePayload(Outcome.done());
        }
    }

    private static LogInStarted started(long sid, Instant time) {
        return new LogInStarted(PHONE, ALICE, sid, time);
    }

    private static LogInEnded ended(long sid, Reason reason) {
        return new LogInEnded(PHONE, ALICE, sid, reason, NOW);
    }

    private static RefreshRotated rotated(long generation, Instant time) {
        return new RefreshRotated(PHONE, ALICE, 1, generation, time);
    }
}
