package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Message;
import io.parley.protocol.ServerFrame.Receipt;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several devices of one person. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class DevicesIT {
    private final Person onPhone;
    private final Person onLaptop;
    private final Person bob;
    private String conversation = "";

    DevicesIT(RunningServer server) {
        onPhone = Person.register(server, "alice");
        onLaptop = onPhone.onAnotherDevice();
        bob = Person.register(server, "bob");
    }

    @BeforeEach
    void theyKnowEachOther() {
        conversation = onPhone.with(bob);
    }

    @Test
    void eachDeviceGetsWhatOthersSendAndWhatTheOtherDeviceSends() {
        try (Socket phone = onPhone.connect();
                Socket laptop = onLaptop.connect();
                Socket b = bob.connect()) {
            Accepted fromPhone = phone.say(conversation, "from my phone");
            Message onTheLaptop = laptop.message(fromPhone.mid());
            assertThat(onTheLaptop.from()).isEqualTo(onPhone.user());
            assertThat(onTheLaptop.device()).isEqualTo(onPhone.device());
            assertThat(onTheLaptop.body()).isEqualTo("from my phone");

            Accepted fromLaptop = laptop.say(conversation, "from my laptop");
            phone.message(fromLaptop.mid());
            Accepted fromBob = b.say(conversation, "to both");
            phone.message(fromBob.mid());
            laptop.message(fromBob.mid());
            b.message(fromPhone.mid());
            b.message(fromLaptop.mid());
        }
    }

    @Test
    void theSendingSessionIsNotSentItsOwnMessageButAnotherOneOnTheSameDeviceIs() {
        try (Socket sending = onPhone.connect();
                Socket other = onPhone.connect();
                Socket b = bob.connect()) {
            Accepted own = sending.say(conversation, "mine");
            other.message(own.mid());
            Accepted barrier = b.say(conversation, "barrier");
            sending.message(barrier.mid());
            assertThat(sending.pushes(Message.class))
                    .as("beside the conversation's first entry, which may come late")
                    .filteredOn(pushed -> pushed.mid() != null)
                    .extracting(Message::mid)
                    .containsExactly(barrier.mid());
        }
    }

    @Test
    void readingOnOneDeviceClearsTheOther() {
        try (Socket phone = onPhone.connect();
                Socket laptop = onLaptop.connect();
                Socket b = bob.connect()) {
            String mark = laptop.sync(null).mark();
            Accepted one = b.say(conversation, "one");
            Accepted two = b.say(conversation, "two");
            phone.message(two.mid());
            await().until(() -> unread() == 2);

            phone.read(conversation, one.seq());
            laptop.receipt(conversation, onPhone.user(), one.seq(), one.seq());
            assertThat(unread()).isEqualTo(1);
            phone.read(conversation, two.seq());
            laptop.receipt(conversation, onPhone.user(), two.seq(), two.seq());
            b.receipt(conversation, onPhone.user(), two.seq(), two.seq());

            assertThat(unread()).isZero();
            Head head = laptop.sync(mark).heads().getFirst();
            assertThat(head.unread()).isZero();
            assertThat(head.seq()).isEqualTo(two.seq());
            assertThat(phone.pushes(Receipt.class))
                    .as("who said so need not be told")
                    .isEmpty();
        }
        try (Socket afterAReload = onLaptop.connect()) {
            assertThat(afterAReload.sync(null).heads().getFirst().unread()).isZero();
        }
    }

    @Test
    void aDeviceThatWasAwayCatchesUpWithEverythingInOrder() {
        Received onTheLaptop = new Received();
        try (Socket phone = onPhone.connect();
                Socket b = bob.connect()) {
            phone.say(conversation, "1");
            b.say(conversation, "2");
            try (Session laptop = onLaptop.session(new MemorySessionStore(), onTheLaptop)) {
                await().until(() -> onTheLaptop.bodies(conversation).equals(List.of("1", "2")));
                phone.say(conversation, "3");
                b.say(conversation, "4");
                Deadline.get(laptop.send(conversation, "5"));
                await().until(() -> onTheLaptop.bodies(conversation).equals(List.of("1", "2", "3", "4", "5")));
            }
        }
    }

    @Test
    void loggingOutOnOneDeviceLeavesTheOther() {
        try (Socket phone = onPhone.connect();
                Socket laptop = onLaptop.connect();
                Socket b = bob.connect()) {
            onPhone.http().logOut(onPhone.token());
            phone.assertClosedWith(4202);
            Accepted accepted = b.say(conversation, "still there?");
            laptop.message(accepted.mid());
            assertThat(laptop.isOpen()).isTrue();
        }
    }

    private long unread() {
        return onLaptop.http()
                .inbox(onLaptop.token(), 10)
                .conversations()
                .getFirst()
                .unread();
    }
}
