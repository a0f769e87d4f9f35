package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.client.http.ParleyProblem;
import io.parley.protocol.ClientFrame.Kind;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Expired;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Message;
import io.parley.protocol.ServerFrame.Retention;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** How long messages are kept, as people want it and as a server allows it. */
@ExtendWith(FramesChecked.class)
class RetentionIT {
    private static final int MOST = 30;
    private static RunningServer server;

    private Person alice;
    private Person bob;
    private String talk = "";

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        server = RunningServer.up(folder, "parley.retention.sweep=100ms", "parley.retention.at-most-messages=" + MOST);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void register() {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
        talk = alice.with(bob);
    }

    private void keep(Person person, String conversation, Long seconds, Long messages) {
        server.http().keep(person.token(), conversation, new Retention(seconds, messages));
    }

    private static Head head(Socket socket, String conversation) {
        return socket.sync(null).heads().stream()
                .filter(head -> head.conversation().equals(conversation))
                .findFirst()
                .orElseThrow();
    }

    private static void assertKept(Socket socket, String conversation, long above, int texts) {
        List<Entry> messages = socket.history(conversation, null, null, 100).entries().stream()
                .filter(entry -> entry.kind().equals("message"))
                .toList();
        assertThat(messages).hasSizeGreaterThan(texts);
        assertThat(messages)
                .filteredOn(entry -> entry.seq() > above)
                .hasSize(texts)
                .allSatisfy(entry -> assertThat(entry.body()).isNotNull());
        assertThat(messages).filteredOn(entry -> entry.seq() <= above).allSatisfy(entry -> {
            assertThat(entry.body()).isNull();
            assertThat(entry.reactions()).isNull();
            assertThat(entry.deleted()).isNotNull();
        });
    }

    @Test
    void onlyTheNewestAreKeptAndEverybodySees() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            long first = a.say(talk, "one").seq();
            b.message(talk, first);
            b.changed(talk, Kind.REACTED, first, "👍");
            long third = 0;
            for (int i = 0; i < 4; i++) {
                third = a.say(talk, "more " + i).seq();
            }
            b.message(talk, third);
            keep(bob, talk, null, 2L);

            for (Socket there : List.of(a, b)) {
                Message said = there.pushed(Message.class, one -> one.kind().equals("retention"));
                assertThat(said.from()).isEqualTo(bob.user());
                assertThat(said.retention()).isEqualTo(new Retention(null, 2L));
                there.pushed(Expired.class, one -> one.conversation().equals(talk));
            }
            long expired = third - 2;
            await().untilAsserted(() -> assertThat(head(a, talk).expired()).isEqualTo(expired));
            assertKept(a, talk, expired, 2);
            b.say(talk, "and another");
            a.pushed(Expired.class, one -> one.upTo() == expired + 1);
            a.changed(talk, Kind.EDITED, first, "what was it?");

            try (Socket later = bob.onAnotherDevice().connect()) {
                Head head = head(later, talk);
                assertThat(head.retention()).isEqualTo(new Retention(null, 2L));
                assertThat(head.unread()).as("counts stay true").isEqualTo(5);
                assertKept(later, talk, expired + 1, 2);
            }
        }
    }

    @Test
    void whatIsOlderThanTheTimeGoesAndWhatIsKeptForEverStays() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            long seq = a.say(talk, "soon gone").seq();
            keep(alice, talk, 1L, null);
            b.pushed(Expired.class, one -> one.conversation().equals(talk) && one.upTo() >= seq);
            keep(alice, talk, null, null);
            await().untilAsserted(() -> assertThat(head(b, talk).retention()).isNull());
            long kept = a.say(talk, "stays").seq();
            b.message(talk, kept);
            assertKept(b, talk, seq, 1);
        }
    }

    @Test
    void inAGroupOnlyItsAdminsDecide() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            b.message(a.say(talk, "hi").mid());
            a.message(b.say(talk, "hi").mid());
            String group = server.http().createGroup(alice.token(), "Neighbours", List.of(bob.handle()));

            assertThat(catchThrowableOfType(ParleyProblem.class, () -> keep(bob, group, 60L, null))
                            .code())
                    .isEqualTo("not_admin");
            assertThat(catchThrowableOfType(ParleyProblem.class, () -> keep(alice, group, 0L, null))
                            .code())
                    .isEqualTo("bad_request");
            keep(alice, group, 60L, null);
            a.pushed(
                    Message.class,
                    one -> one.conversation().equals(group) && one.kind().equals("retention"));
        }
    }

    /** What is over a server's limit is looked for when it starts. */
    @Test
    void aServerKeepsNoMoreThanItsOperatorSays() throws Exception {
        long last = 0;
        try (Socket socket = alice.connect()) {
            for (int i = 0; i < MOST + 3; i++) {
                last = socket.say(talk, "text " + i).seq();
            }
        }
        server.stop();
        server.startAgain();
        long expired = last - MOST;
        try (Socket socket = bob.connect()) {
            await().untilAsserted(() -> assertThat(head(socket, talk).expired()).isEqualTo(expired));
            assertKept(socket, talk, expired, MOST);
        }
    }
}
