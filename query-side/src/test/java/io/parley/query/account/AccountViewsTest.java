package io.parley.query.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.api.Sealed;
import io.parley.api.account.device.DeviceLogIn;
import io.parley.api.account.device.DeviceRevoked;
import io.parley.api.account.device.FindDevice;
import io.parley.api.account.device.LogInEnded;
import io.parley.api.account.device.LogInEnded.Reason;
import io.parley.api.account.device.LogInStarted;
import io.parley.api.account.handle.HandleClaimed;
import io.parley.api.account.handle.HandleKey;
import io.parley.api.account.user.DeviceAdded;
import io.parley.api.account.user.DeviceRemoved;
import io.parley.api.account.user.Devices;
import io.parley.api.account.user.FindDevices;
import io.parley.api.account.user.FindPeople;
import io.parley.api.account.user.FindUserByHandle;
import io.parley.api.account.user.People;
import io.parley.api.account.user.Person;
import io.parley.api.account.user.UserRegistered;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.delivery.Announcement;
import io.parley.projections.account.AccountsProjection;
import io.parley.projections.batch.FlushAtBatchEnd;
import io.parley.projections.view.Views;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts' events in, answers out, through a real view store. */
class AccountViewsTest {
    private static final UserId ALICE = new UserId("0197f2a0-0000-7000-8000-00000000000a");
    private static final UserId BOB = new UserId("0197f2a0-0000-7000-8000-00000000000b");
    private static final DeviceId PHONE = new DeviceId("0197f2a0-0000-7000-8000-0000000000d1");
    private static final DeviceId LAPTOP = new DeviceId("0197f2a0-0000-7000-8000-0000000000d2");
    private static final DeviceId OLD = new DeviceId("0197f2a0-0000-7000-8000-0000000000d3");
    private static final HandleKey HANDLE = new HandleKey("handle:alice");
    private static final Instant TIME = Instant.parse("2026-11-24T12:34:56.789Z");

    private static final List<Object> HISTORY = List.of(
            new HandleClaimed(HANDLE, ALICE, TIME),
            new UserRegistered(ALICE, HANDLE, sealed("handle"), sealed("name"), sealed("hash"), TIME),
            new DeviceAdded(ALICE, OLD, null, TIME),
            new LogInStarted(OLD, ALICE, 1, TIME),
            new LogInEnded(OLD, ALICE, 1, Reason.REVOKED, TIME),
            new DeviceRevoked(OLD, ALICE, TIME),
            new DeviceRemoved(ALICE, OLD, TIME),
            new DeviceAdded(ALICE, PHONE, sealed("phone"), TIME.plusSeconds(1)),
            new LogInStarted(PHONE, ALICE, 1, TIME),
            new LogInEnded(PHONE, ALICE, 1, Reason.REPLACED, TIME),
            new LogInStarted(PHONE, ALICE, 2, TIME),
            new DeviceAdded(ALICE, LAPTOP, null, TIME.plusSeconds(2)),
            new LogInStarted(LAPTOP, ALICE, 1, TIME),
            new LogInEnded(LAPTOP, ALICE, 1, Reason.LOGGED_OUT, TIME));

    @TempDir
    private Path folder;

    private final List<Announcement> announced = new ArrayList<>();
    private EmbeddedMongo store;
    private MongoClient client;
    private MongoDatabase database;
    private PeopleQueries people;
    private DeviceQueries devices;

    @BeforeEach
    void open() {
        store = EmbeddedMongo.open(folder.resolve("views"), EmbeddedMongoOptions.defaults());
        client = MongoClients.create(store.connectionString());
        database = client.getDatabase("views");
        people = new PeopleQueries(new Views(database));
        devices = new DeviceQueries(new Views(database));
    }

    @AfterEach
    void close() {
        assertThat(store.scans()).isZero();
        client.close();
        store.close();
    }

    @Test
    void aPersonIsFoundByHandleAndById() {
        project(HISTORY);
        assertPeople();
    }

    private void assertPeople() {
        People alice = new People(List.of(new Person(ALICE, sealed("handle"), sealed("name"), null)));

        assertThat(people.handle(new FindUserByHandle(HANDLE))).isEqualTo(alice);
        assertThat(people.handle(new FindPeople(Set.of(ALICE, BOB)))).isEqualTo(alice);
    }

    @Test
    void whoIsNotThereIsNotFound() {
        assertThat(people.handle(new FindUserByHandle(HANDLE)).people()).isEmpty();
        assertThat(people.handle(new FindPeople(Set.of(ALICE))).people()).isEmpty();
        assertThat(devices.handle(new FindDevices(ALICE)).devices()).isEmpty();
        assertThat(devices.handle(new FindDevice(PHONE))).isEqualTo(DeviceLogIn.unknown());
    }

    @Test
    void aRemovedDeviceIsNotAmongThePersons() {
        project(HISTORY);
        assertDevices();
    }

    private void assertDevices() {
        assertThat(devices.handle(new FindDevices(ALICE)))
                .isEqualTo(new Devices(List.of(
                        new Devices.Entry(PHONE, sealed("phone"), TIME.plusSeconds(1), true),
                        new Devices.Entry(LAPTOP, null, TIME.plusSeconds(2), false))));
    }

    @Test
    void theNewestLogInIsAdmittedUntilItEnds() {
        project(HISTORY);
        assertLogIns();
    }

    private void assertLogIns() {
        DeviceLogIn phone = devices.handle(new FindDevice(PHONE));
        assertThat(phone.admits(ALICE, 1)).as("replaced").isFalse();
        assertThat(phone.admits(ALICE, 2)).as("the newest").isTrue();
        assertThat(phone.admits(ALICE, 3)).as("one that the view has not seen").isTrue();
        assertThat(phone.admits(BOB, 2)).as("somebody else's").isFalse();
        assertThat(devices.handle(new FindDevice(LAPTOP)).admits(ALICE, 1))
                .as("logged out")
                .isFalse();
        assertThat(DeviceLogIn.unknown().admits(ALICE, 1))
                .as("a device that the view has not seen")
                .isTrue();
    }

    @Test
    void everyEndOfALogInIsAnnounced() {
        project(HISTORY);
        assertThat(announced)
                .containsExactly(
                        new Announcement.SessionsEnded(ALICE, OLD, 1),
                        new Announcement.SessionsEnded(ALICE, PHONE, 1),
                        new Announcement.SessionsEnded(ALICE, LAPTOP, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eventsThatComeTwiceAndInAnyOrderMakeTheSameViews(long seed) {
        List<Object> twice = new ArrayList<>(HISTORY);
        twice.addAll(HISTORY);
        Collections.shuffle(twice, new Random(seed));
        project(twice);

        assertPeople();
        assertDevices();
        assertLogIns();
    }

    private void project(List<Object> events) {
        AnnotationEventHandlerAdapter projection = new AnnotationEventHandlerAdapter(new AccountsProjection());
        FlushAtBatchEnd flush = new FlushAtBatchEnd(database, announced::addAll);
        for (Object event : events) {
            EventMessage<?> message = GenericEventMessage.asEventMessage(event);
            DefaultUnitOfWork<EventMessage<?>> unitOfWork = DefaultUnitOfWork.startAndGet(message);
            assertThat(unitOfWork
                            .executeWithResult(() -> flush.handle(unitOfWork, () -> projection.handle(message)))
                            .isExceptional())
                    .isFalse();
        }
    }

    private static Sealed sealed(String what) {
        return new Sealed("key", "nonce", what);
    }
}
