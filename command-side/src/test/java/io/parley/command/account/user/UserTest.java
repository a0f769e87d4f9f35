package io.parley.command.account.user;

import static io.parley.command.account.AccountSamples.ALICE;
import static io.parley.command.account.AccountSamples.CLOCK;
import static io.parley.command.account.AccountSamples.NOW;
import static io.parley.command.account.AccountSamples.PHONE;
import static io.parley.command.account.AccountSamples.registered;
import static io.parley.command.account.AccountSamples.sealed;

import io.parley.api.Refusal;
import io.parley.api.Sealed;
import io.parley.api.account.Outcome;
import io.parley.api.account.user.Account;
import io.parley.api.account.user.AddDevice;
import io.parley.api.account.user.Audience;
import io.parley.api.account.user.AvatarChanged;
import io.parley.api.account.user.ChangeAvatar;
import io.parley.api.account.user.ChangeName;
import io.parley.api.account.user.ChangePrivacy;
import io.parley.api.account.user.CompleteErasure;
import io.parley.api.account.user.DeviceAdded;
import io.parley.api.account.user.DeviceRemoved;
import io.parley.api.account.user.EraseUser;
import io.parley.api.account.user.ErasureCompleted;
import io.parley.api.account.user.FindAccount;
import io.parley.api.account.user.NameChanged;
import io.parley.api.account.user.Privacy;
import io.parley.api.account.user.PrivacyChanged;
import io.parley.api.account.user.RemoveDevice;
import io.parley.api.account.user.UserErased;
import io.parley.api.id.AssetId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserTest {
    private static final UserId OLIVIA = UserId.create();

    private final AggregateTestFixture<User> fixture = new AggregateTestFixture<>(User.class);

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(CLOCK);
    }

    @Test
    void theAccountTellsWhatALogInNeeds() {
        fixture.given(registered(ALICE), added(PHONE))
                .when(new FindAccount(ALICE))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new Account(ALICE, sealed("handle"), sealed("name"), sealed("hash"), List.of(PHONE), NOW));
    }

    @Test
    void aDeviceIsAdded() {
        fixture.given(registered(ALICE))
                .when(new AddDevice(ALICE, PHONE, null))
                .expectEvents(added(PHONE))
                .expectResultMessagePayload(Outcome.done());
    }

    @Test
    void addingADeviceAgainChangesNothing() {
        fixture.given(registered(ALICE), added(PHONE))
                .when(new AddDevice(ALICE, PHONE, null))
                .expectNoEvents()
                .expectResultMessagePayload(Outcome.done());
    }

    @Test
    void whatOthersMayKnowIsChangedOneByOne() {
        Privacy quiet = new Privacy(Audience.CONTACTS, Audience.CONTACTS, false);
        Privacy hidden = new Privacy(Audience.NOBODY, Audience.EVERYBODY, false);
        fixture.given(registered(ALICE), new PrivacyChanged(ALICE, quiet, NOW))
                .when(new ChangePrivacy(ALICE, Audience.NOBODY, Audience.EVERYBODY, null))
                .expectEvents(new PrivacyChanged(ALICE, hidden, NOW))
                .expectResultMessagePayload(hidden);
    }

    @Test
    void privacyThatIsSoAlreadyIsNoEvent() {
        fixture.given(registered(ALICE))
                .when(new ChangePrivacy(ALICE, Audience.CONTACTS, null, true))
                .expectNoEvents()
                .expectResultMessagePayload(Privacy.DEFAULT);
    }

    @Test
    void the16thDeviceIsAdded() {
        fixture.given(withDevices(15))
                .when(new AddDevice(ALICE, PHONE, null))
                .expectEvents(added(PHONE))
                .expectResultMessagePayload(Outcome.done());
    }

    @Test
    void a17thDeviceIsRefused() {
        fixture.given(withDevices(16))
                .when(new AddDevice(ALICE, PHONE, null))
                .expectNoEvents()
                .expectResultMessagePayload(Outcome.refused(Refusal.DEVICE_LIMIT));
    }

    @Test
    void aRemovedDeviceMakesRoom() {
        fixture.given(withDevices(16))
                .andGiven(new DeviceRemoved(ALICE, device(3), NOW))
                .when(new AddDevice(ALICE, PHONE, null))
                .expectEvents(added(PHONE))
                .expectResultMessagePayload(Outcome.done());
    }

    @Test
    void aDeviceIsRemovedOnce() {
        fixture.given(registered(ALICE), added(PHONE))
                .when(new RemoveDevice(ALICE, PHONE))
                .expectEvents(new DeviceRemoved(ALICE, PHONE, NOW))
                .expectResultMessagePayload(Outcome.done());
        fixture.given(registered(ALICE), added(PHONE), new DeviceRemoved(ALICE, PHONE, NOW))
                .when(new RemoveDevice(ALICE, PHONE))
                .expectNoEvents()
                .expectResultMessagePayload(Outcome.done());
    }

    private static List<Object> withDevices(int count) {
        List<Object> events = new ArrayList<>();
        events.add(registered(ALICE));
        Stream.iterate(0, number -> number + 1).limit(count).forEach(number -> events.add(added(device(number))));
        return events;
    }

    private static DeviceId device(int number) {
        return new DeviceId("device-" + number);
    }

    private static DeviceAdded added(DeviceId device) {
        return new DeviceAdded(ALICE, device, null, NOW);
    }

    @Test
    void aNameIsChangedAndHoldsFromThenOn() {
        Sealed other = new Sealed("key", "nonce", "other name");
        fixture.given(registered(ALICE))
                .when(new ChangeName(ALICE, other))
                .expectEvents(new NameChanged(ALICE, other, NOW))
                .expectResultMessagePayload(Outcome.done());
    }

    @Test
    void aPictureIsChangedAndTakenAway() {
        AssetId picture = AssetId.create();
        fixture.given(registered(ALICE))
                .when(new ChangeAvatar(ALICE, picture))
                .expectEvents(new AvatarChanged(ALICE, picture, NOW))
                .expectResultMessagePayload(Outcome.done());
        fixture.given(registered(ALICE), new AvatarChanged(ALICE, picture, NOW))
                .when(new ChangeAvatar(ALICE, null))
                .expectEvents(new AvatarChanged(ALICE, null, NOW))
                .expectResultMessagePayload(Outcome.done());
        fixture.given(registered(ALICE)).when(new ChangeAvatar(ALICE, null)).expectNoEvents();
    }

    @Test
    void whoIsErasedIsSeenByNobodyAnyMore() {
        AssetId picture = AssetId.create();
        fixture.given(registered(ALICE), new AvatarChanged(ALICE, picture, NOW))
                .when(new EraseUser(ALICE, OLIVIA))
                .expectEvents(
                        new AvatarChanged(ALICE, null, NOW),
                        new PrivacyChanged(ALICE, new Privacy(Audience.NOBODY, Audience.NOBODY, true), NOW),
                        new UserErased(ALICE, OLIVIA, NOW))
                .expectResultMessagePayload(Outcome.done());
    }

    @Test
    void anErasureIsDecidedOnce() {
        fixture.given(erased())
                .when(new EraseUser(ALICE, ALICE))
                .expectNoEvents()
                .expectResultMessagePayload(Outcome.done());
    }

    @Test
    void anErasureIsCompletedOnceAndOnlyWhereThereIsOne() {
        fixture.given(erased())
                .when(new CompleteErasure(ALICE))
                .expectEvents(new ErasureCompleted(ALICE, NOW))
                .expectResultMessagePayload(Outcome.done());
        fixture.given(erased())
                .andGiven(new ErasureCompleted(ALICE, NOW))
                .when(new CompleteErasure(ALICE))
                .expectNoEvents();
        fixture.given(registered(ALICE)).when(new CompleteErasure(ALICE)).expectNoEvents();
    }

    @Test
    void whoIsErasedChangesNothingAndGetsNoDevice() {
        fixture.given(erased())
                .when(new AddDevice(ALICE, PHONE, null))
                .expectNoEvents()
                .expectResultMessagePayload(Outcome.refused(Refusal.UNKNOWN_USER));
        fixture.given(erased())
                .when(new ChangeName(ALICE, sealed("other")))
                .expectNoEvents()
                .expectResultMessagePayload(Outcome.refused(Refusal.UNKNOWN_USER));
        fixture.given(erased())
                .when(new ChangeAvatar(ALICE, AssetId.create()))
                .expectNoEvents()
                .expectResultMessagePayload(Outcome.refused(Refusal.UNKNOWN_USER));
        fixture.given(erased())
                .when(new ChangePrivacy(ALICE, Audience.EVERYBODY, null, null))
                .expectNoEvents();
    }

    private static List<Object> erased() {
        return List.of(registered(ALICE), new UserErased(ALICE, ALICE, NOW));
    }
}
