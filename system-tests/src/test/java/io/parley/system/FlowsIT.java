package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.http.EntryReceipts;
import io.parley.client.http.Inbox;
import io.parley.client.http.Member;
import io.parley.client.http.Pending;
import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Conversation;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Message;
import io.parley.protocol.ServerFrame.Receipt;
import io.parley.protocol.ServerFrame.Synced;
import io.parley.protocol.ServerFrame.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The flows of two people, by hand and with the client library. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class FlowsIT {
    private final Person alice;
    private final Person bob;
    private String conversation = "";

    FlowsIT(RunningServer server) {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
    }

    @BeforeEach
    void theyKnowEachOther() {
        conversation = alice.with(bob);
    }

    @Test
    void bothOnlineTheMessageGoesThereAndTheReceiptsComeBack() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            UUID mid = UUID.randomUUID();
            Accepted accepted = a.accepted(conversation, mid, null, "hello");
            assertThat(accepted.mid()).isEqualTo(mid);
            assertThat(accepted.duplicate()).isNull();

            Message message = b.message(mid);
            assertThat(message)
                    .isEqualTo(new Message(
                            conversation,
                            accepted.seq(),
                            "message",
                            alice.user(),
                            alice.device(),
                            mid,
                            "hello",
                            null,
                            accepted.time()));
            Inbox.Line unread = inbox(bob);
            assertThat(unread.unread()).isEqualTo(1);
            assertThat(unread.seq()).isEqualTo(accepted.seq());
            assertThat(unread.last())
                    .isEqualTo(new Inbox.Last(accepted.seq(), "message", alice.user(), "hello", accepted.time()));
            assertThat(pending(bob)).extracting(Entry::body).containsExactly("hello");

            b.delivered(conversation, message.seq());
            assertThat(a.receipt(conversation, bob.user(), message.seq(), -1).read())
                    .isEqualTo(-1);
            EntryReceipts.Of delivered = receipt(message.seq());
            assertThat(delivered.deliveredAt()).isAfterOrEqualTo(accepted.time());
            assertThat(delivered.readAt()).isNull();
            assertThat(inbox(bob).unread()).isEqualTo(1);

            b.read(conversation, message.seq());
            a.receipt(conversation, bob.user(), message.seq(), message.seq());
            EntryReceipts.Of read = receipt(message.seq());
            assertThat(read.deliveredAt()).isEqualTo(delivered.deliveredAt());
            assertThat(read.readAt()).isAfterOrEqualTo(delivered.deliveredAt());
            assertThat(inbox(bob).unread()).isZero();
            assertThat(inbox(alice).unread()).isZero();
            assertThat(pending(bob)).isEmpty();
        }
    }

    @Test
    void readingAtOnceIsAlsoDelivery() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            Accepted accepted = a.say(conversation, "look");
            b.message(accepted.mid());
            b.read(conversation, accepted.seq());

            Watermark mark = a.receipt(conversation, bob.user(), accepted.seq(), accepted.seq());
            assertThat(mark).isEqualTo(new Watermark(bob.user(), accepted.seq(), accepted.seq()));
            assertThat(receipt(accepted.seq()).deliveredAt()).isNotNull();
        }
    }

    @Test
    void aNewConversationIsToldToBothWhoAreConnected(RunningServer server) {
        Person carol = Person.register(server, "carol");
        try (Socket a = alice.connect();
                Socket c = carol.connect()) {
            String withCarol = carol.with(alice);
            for (Socket socket : List.of(a, c)) {
                Conversation created = socket.pushed(
                        Conversation.class, one -> one.conversation().equals(withCarol));
                assertThat(created.change()).isEqualTo("created");
                assertThat(created.kind()).isEqualTo("direct");
                assertThat(created.members()).containsExactlyInAnyOrder(alice.user(), carol.user());
                assertThat(socket.message(withCarol, 0).kind()).isEqualTo("started");
            }
            assertThat(alice.with(carol)).isEqualTo(withCarol);
            assertThat(inbox(alice).conversation()).isEqualTo(withCarol);
            assertThat(inbox(alice).members()).extracting(Member::name).containsExactlyInAnyOrder("alice", "carol");
        }
    }

    @Test
    void whoComesOnlineSendsWhatWaitedPullsWhatIsPendingAndTheSenderGetsTheReceipts() {
        try (Socket a = alice.connect()) {
            List<Accepted> sent =
                    List.of(a.say(conversation, "one"), a.say(conversation, "two"), a.say(conversation, "three"));
            long last = sent.getLast().seq();
            await().untilAsserted(() ->
                    assertThat(pending(bob)).extracting(Entry::body).containsExactly("one", "two", "three"));
            assertThat(receipt(last).deliveredAt()).isNull();
            assertThat(a.pushes(Receipt.class)).isEmpty();

            try (Socket b = bob.connect()) {
                Accepted waited = b.say(conversation, "from my outbox");
                a.message(waited.mid());
                Synced synced = b.sync(null);
                Head head = synced.heads().getFirst();
                assertThat(head.seq()).isGreaterThanOrEqualTo(last);
                assertThat(head.unread()).isEqualTo(3);
                Watermark own = watermark(head, bob);
                assertThat(own).isEqualTo(new Watermark(bob.user(), -1, -1));
                List<Entry> pulled =
                        b.history(conversation, null, own.delivered(), null).entries();
                assertThat(pulled)
                        .filteredOn(entry -> entry.from().equals(alice.user())
                                && entry.kind().equals("message"))
                        .extracting(Entry::body)
                        .containsExactly("one", "two", "three");
                b.delivered(conversation, last);
                a.receipt(conversation, bob.user(), last, -1);
                b.read(conversation, last);
                a.receipt(conversation, bob.user(), last, last);
            }
            assertThat(pending(bob)).isEmpty();
            sent.forEach(one -> assertThat(receipt(one.seq()).readAt()).isNotNull());
        }
    }

    @Test
    void theClientLibraryDoesTheSameByItself() {
        try (Socket a = alice.connect()) {
            Accepted one = a.say(conversation, "one");
            Accepted two = a.say(conversation, "two");
            Received received = new Received();
            try (Session b = bob.session(new MemorySessionStore(), received)) {
                await().until(() -> received.bodies(conversation).equals(List.of("one", "two")));
                a.receipt(conversation, bob.user(), two.seq(), -1);
                b.read(conversation, two.seq());
                a.receipt(conversation, bob.user(), two.seq(), two.seq());
                Accepted answer = Deadline.get(b.send(conversation, "three"));
                assertThat(a.message(answer.mid()).body()).isEqualTo("three");
                await().until(() -> received.bodies(conversation).equals(List.of("one", "two", "three")));
                assertThat(received.seqs(conversation))
                        .contains(one.seq())
                        .doesNotHaveDuplicates()
                        .isSorted();
            }
        }
    }

    @Test
    void aSenderWhoWasAwayFindsTheReceiptsWhenTheySync() {
        Accepted accepted;
        String mark;
        try (Socket a = alice.connect()) {
            accepted = a.say(conversation, "read this later");
            mark = a.sync(null).mark();
        }
        try (Socket b = bob.connect()) {
            b.sync(null);
            b.history(conversation, null, null, null);
            b.read(conversation, accepted.seq());
            await().until(() -> receipt(accepted.seq()).readAt() != null);
        }
        try (Socket a = alice.connect()) {
            Head head = a.sync(mark).heads().getFirst();
            assertThat(watermark(head, bob)).isEqualTo(new Watermark(bob.user(), accepted.seq(), accepted.seq()));
        }
    }

    @Test
    void bothTypeFastWithReceiptsOnAndNoReceiptIsMissingAtRest() {
        int each = 200;
        Received toAlice = new Received();
        Received toBob = new Received();
        try (Session a = alice.session(new MemorySessionStore(), toAlice);
                Session b = bob.session(new MemorySessionStore(), toBob)) {
            List<CompletableFuture<Accepted>> sent = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                sent.add(a.send(conversation, "a" + i));
                sent.add(b.send(conversation, "b" + i));
            }
            long head = sent.stream()
                    .mapToLong(one -> Deadline.get(one).seq())
                    .max()
                    .orElseThrow();
            assertThat(head).isEqualTo(2L * each);
            await().until(() -> toAlice.seqs(conversation).size() == 2 * each + 1
                    && toBob.seqs(conversation).size() == 2 * each + 1);
            assertThat(toAlice.entries(conversation)).isEqualTo(toBob.entries(conversation));
            assertThat(toAlice.seqs(conversation)).isSorted().doesNotHaveDuplicates();
            a.read(conversation, head);
            b.read(conversation, head);
            await().until(() -> last(toAlice, bob).equals(new Watermark(bob.user(), head, head)));
            await().until(() -> last(toBob, alice).equals(new Watermark(alice.user(), head, head)));
            assertThat(pending(alice)).isEmpty();
            assertThat(pending(bob)).isEmpty();
            assertThat(inbox(alice).unread()).isZero();
            assertThat(inbox(bob).unread()).isZero();
        }
    }

    private Watermark last(Received received, Person of) {
        List<Watermark> marks = received.watermarks(conversation, of.user());
        return marks.isEmpty() ? new Watermark(of.user(), -1, -1) : marks.getLast();
    }

    private static Watermark watermark(Head head, Person of) {
        return head.watermarks().stream()
                .filter(mark -> mark.user().equals(of.user()))
                .findFirst()
                .orElseThrow();
    }

    private static Inbox.Line inbox(Person of) {
        return of.http().inbox(of.token(), 10).conversations().getFirst();
    }

    private EntryReceipts.Of receipt(long seq) {
        List<EntryReceipts.Of> receipts =
                alice.http().receipts(alice.token(), conversation, seq).receipts();
        assertThat(receipts).extracting(EntryReceipts.Of::user).containsExactly(bob.user());
        return receipts.getFirst();
    }

    private List<Entry> pending(Person of) {
        return of.http().pending(of.token()).conversations().stream()
                .map(Pending.Of::entries)
                .flatMap(List::stream)
                .filter(entry -> entry.kind().equals("message"))
                .toList();
    }
}
