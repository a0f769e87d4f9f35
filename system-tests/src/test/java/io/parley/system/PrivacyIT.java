package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.client.http.EntryReceipts;
import io.parley.client.http.ParleyProblem;
import io.parley.client.http.Presence;
import io.parley.client.http.Privacy;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Watermark;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What people let others know, on a server where nobody lingers long. */
@ExtendWith(FramesChecked.class)
class PrivacyIT {
    private static RunningServer server;

    private Person alice;
    private Person bob;
    private String conversation = "";

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        server = RunningServer.up(folder, "parley.presence.linger=1s", "parley.presence.lease=2s");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void register() {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
        conversation = alice.with(bob);
    }

    /** The views, and so the sockets, know of it when this is over. */
    private static void change(Person person, Privacy change) {
        Privacy now = server.http().changePrivacy(person.token(), change);
        await().until(() -> server.http().privacy(person.token()).equals(now));
    }

    private static void tellReads(Person person, boolean on) {
        change(person, new Privacy(null, null, on));
    }

    private static void presence(Person person, String audience) {
        change(person, new Privacy(audience, null, null));
    }

    private static void lastSeen(Person person, String audience) {
        change(person, new Privacy(null, audience, null));
    }

    private long sayAndRead(Socket from, Socket to) {
        ServerFrame.Accepted accepted = from.say(conversation, "hi");
        to.message(accepted.mid());
        to.read(conversation, accepted.seq());
        await().until(() -> delivered(accepted.seq()) == 1);
        return accepted.seq();
    }

    private int delivered(long seq) {
        return server.http().receipts(alice.token(), conversation, seq).delivered();
    }

    private EntryReceipts.Of receipts(Person asking, long seq) {
        return server.http()
                .receipts(asking.token(), conversation, seq)
                .receipts()
                .getFirst();
    }

    private static Watermark last(Socket socket, Person of) {
        return socket.pushes(ServerFrame.Receipt.class).stream()
                .flatMap(receipt -> receipt.members().stream())
                .filter(one -> one.user().equals(of.user()))
                .reduce(new Watermark(of.user(), -1, -1), Watermark::and);
    }

    @Test
    void whatIsReadWhileReceiptsAreOffStaysUnsaidForEver() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            long said = sayAndRead(a, b);
            await().until(() -> last(a, bob).hasRead(said));

            tellReads(bob, false);
            long unsaid = sayAndRead(a, b);
            await().until(() -> last(a, bob).delivered() == unsaid);

            tellReads(bob, true);
            long saidAgain = sayAndRead(a, b);
            await().until(() -> last(a, bob).hasRead(saidAgain));

            assertThat(last(a, bob).hasRead(unsaid)).isFalse();
            assertThat(last(a, bob).hasRead(said)).isTrue();
            assertThat(receipts(alice, said).readAt()).isNotNull();
            assertThat(receipts(alice, unsaid).readAt()).isNull();
            assertThat(receipts(alice, unsaid).deliveredAt()).isNotNull();
            assertThat(receipts(alice, saidAgain).readAt()).isNotNull();
            assertThat(watermarkInHead(alice, bob)).satisfies(head -> {
                assertThat(head.hasRead(saidAgain)).isTrue();
                assertThat(head.hasRead(unsaid)).isFalse();
                assertThat(head.hasRead(said)).isTrue();
            });
            assertThat(watermarkInHead(bob, bob).hasRead(unsaid)).isTrue();
        }
    }

    private Watermark watermarkInHead(Person person, Person of) {
        try (Socket socket = person.connect()) {
            ServerFrame.Synced synced = (ServerFrame.Synced) socket.ask(id -> new ClientFrame.Sync(id, null, null));
            return synced.heads().getFirst().watermarks().stream()
                    .filter(one -> one.user().equals(of.user()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void whoDoesNotSayWhatTheyReadIsNotToldWhatOthersRead() {
        tellReads(alice, false);
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            long seq = sayAndRead(a, b);

            await().until(() -> last(a, bob).delivered() == seq);
            assertThat(last(a, bob).read()).isEqualTo(-1);
            assertThat(receipts(alice, seq).readAt()).isNull();
            assertThat(watermarkInHead(alice, bob).read()).isEqualTo(-1);

            tellReads(alice, true);
            assertThat(receipts(alice, seq).readAt()).isNotNull();
            assertThat(watermarkInHead(alice, bob).read()).isEqualTo(seq);
        }
    }

    @Test
    void anotherDeviceOfTheQuietReaderStillFollows() {
        tellReads(bob, false);
        try (Socket a = alice.connect();
                Socket phone = bob.connect();
                Socket laptop = bob.onAnotherDevice().connect()) {
            long seq = sayAndRead(a, phone);

            await().until(() -> last(laptop, bob).read() == seq);
        }
    }

    @Test
    void presenceIsForWhomThePersonChooses() {
        Person eve = Person.register(server, "eve");
        try (Socket a = alice.connect()) {
            a.say(conversation, "hi");
            assertThat(server.http().presence(eve.token(), alice.user()).online())
                    .isFalse();
            await().until(() ->
                    server.http().presence(bob.token(), alice.user()).online());

            presence(alice, "everybody");
            assertThat(server.http().presence(eve.token(), alice.user()).online())
                    .isTrue();

            presence(alice, "nobody");
            assertThat(server.http().presence(eve.token(), alice.user()).online())
                    .isFalse();
            assertThat(server.http().presence(bob.token(), alice.user()).online())
                    .isFalse();
        }
    }

    @Test
    void whoWatchesIsToldOfAChangeOfMindAndOfNothingThatIsHidden() {
        Person carol = Person.register(server, "carol");
        String withCarol = carol.with(bob);
        lastSeen(alice, "nobody");
        try (Socket b = bob.connect();
                Socket c = carol.connect()) {
            c.say(withCarol, "hi");
            b.ask(id -> new ClientFrame.Watch(id, List.of(alice.user(), carol.user()), List.of()));
            try (Socket a = alice.connect()) {
                a.say(conversation, "hi");
                await().until(() -> !presences(b).isEmpty() && presences(b).getLast());
                presence(alice, "nobody");
                await().until(() -> !presences(b).getLast());
            }
            try (Socket again = alice.connect()) {
                assertThat(again.isOpen()).isTrue();
            }
        }
        try (Socket b = bob.connect()) {
            b.ask(id -> new ClientFrame.Watch(id, List.of(alice.user(), carol.user()), List.of()));
            try (Socket a = alice.connect();
                    Socket c = carol.connect()) {
                a.say(conversation, "hidden");
                c.say(withCarol, "there");
                b.pushed(ServerFrame.Presence.class, one -> one.user().equals(carol.user()) && one.online());
            }
            b.pushed(
                    ServerFrame.Presence.class,
                    one -> one.user().equals(carol.user()) && !one.online() && one.lastSeen() != null);
            assertThat(presences(b)).containsExactly(false);
        }
    }

    private List<Boolean> presences(Socket socket) {
        return socket.pushes(ServerFrame.Presence.class).stream()
                .filter(one -> one.user().equals(alice.user()))
                .map(ServerFrame.Presence::online)
                .toList();
    }

    @Test
    void whenSomebodyWasThereLastIsForWhomTheyChoose() {
        try (Socket a = alice.connect()) {
            a.say(conversation, "hi");
        }
        await().until(() -> server.http().presence(bob.token(), alice.user()).lastSeen() != null);

        lastSeen(alice, "nobody");

        assertThat(server.http().presence(bob.token(), alice.user()))
                .isEqualTo(new Presence(alice.user(), false, null));
    }

    @Test
    void anUnknownAudienceIsRefused() {
        assertThatThrownBy(() -> server.http().changePrivacy(alice.token(), new Privacy("friends", null, null)))
                .isInstanceOfSatisfying(
                        ParleyProblem.class,
                        problem -> assertThat(problem.detail())
                                .isEqualTo("'presence' must be 'everybody', 'contacts' or 'nobody'."));
        assertThat(server.http().privacy(alice.token())).isEqualTo(new Privacy("contacts", "contacts", true));
    }
}
