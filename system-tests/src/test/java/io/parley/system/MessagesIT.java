package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.parley.client.http.Granted;
import io.parley.client.http.ParleyProblem;
import io.parley.client.session.Content;
import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.client.session.SessionState;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ClientFrame.Kind;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Message;
import io.parley.protocol.ServerFrame.Reaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people do with messages: answer, mention, edit, delete and react. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class MessagesIT {
    private final Person alice;
    private final Person bob;
    private final Person carol;
    private final String talk;

    MessagesIT(RunningServer server) {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
        carol = Person.register(server, "carol");
        talk = alice.with(bob);
    }

    private static Entry entry(Socket socket, String conversation, long seq) {
        return socket.history(conversation, seq + 1, null, 1).entries().getFirst();
    }

    private static String code(ServerFrame answer) {
        return ((ServerFrame.Error) answer).code();
    }

    @Test
    void anEditReachesWhoIsThereAndWhoComesLater() {
        try (Socket a = alice.connect();
                Socket b = bob.connect();
                Socket tablet = alice.onAnotherDevice().connect()) {
            long seq = a.say(talk, "helo").seq();
            long edit = a.changed(talk, Kind.EDITED, seq, "hello").seq();

            for (Socket there : List.of(b, tablet)) {
                Message pushed = there.message(talk, edit);
                assertThat(pushed.kind()).isEqualTo("edited");
                assertThat(pushed.target()).isEqualTo(seq);
                assertThat(pushed.body()).isEqualTo("hello");
            }
            Entry message = entry(b, talk, seq);
            assertThat(message.body()).isEqualTo("hello");
            assertThat(message.edited()).isNotNull();
            assertThat(bob.http()
                            .entriesBefore(bob.token(), talk, seq + 1, 1)
                            .entries()
                            .getFirst())
                    .isEqualTo(message);
        }
    }

    @Test
    void whoWasAwayGetsTheNewestTextOnceAndNoOlderOne() {
        Received toBob = new Received();
        try (Socket a = alice.connect()) {
            long seq = a.say(talk, "one").seq();
            a.changed(talk, Kind.EDITED, seq, "two");
            long last = a.changed(talk, Kind.EDITED, seq, "three").seq();
            try (Session b = bob.session(new MemorySessionStore(), toBob)) {
                await().until(() ->
                        b.state() == SessionState.CONNECTED && toBob.seqs(talk).contains(last));
            }
            List<Entry> entries = toBob.entries(talk).stream()
                    .filter(entry -> entry.seq() >= seq)
                    .toList();
            assertThat(entries).extracting(Entry::kind).containsExactly("message", "edited", "edited");
            assertThat(entries).extracting(Entry::body).containsExactly("three", null, "three");
        }
    }

    @Test
    void whatIsDeletedIsNowhereAnyMore(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("secret.txt");
        Files.writeString(file, "secret", StandardCharsets.UTF_8);
        Granted granted = alice.http().upload(alice.token(), "secret.txt", file);
        try (Socket a = alice.connect();
                Socket b = bob.connect();
                Session session = alice.session(new MemorySessionStore(), new Received())) {
            long seq = Deadline.get(session.send(
                            talk, Session.newMid(), Content.text("a secret").with(List.of(granted))))
                    .seq();
            a.changed(talk, Kind.EDITED, seq, "another secret");
            b.changed(talk, Kind.REACTED, seq, "😮");
            assertThat(bob.http()
                            .grants(bob.token(), granted.asset(), talk, seq)
                            .name())
                    .isEqualTo("secret.txt");

            long gone = a.changed(talk, Kind.DELETED, seq, "").seq();

            assertThat(b.message(talk, gone).kind()).isEqualTo("deleted");
            Entry message = entry(b, talk, seq);
            assertThat(message.body()).isNull();
            assertThat(message.attachments()).isNull();
            assertThat(message.reactions()).isNull();
            assertThat(message.deleted()).isNotNull();
            assertThat(b.history(talk, null, seq, 10).entries())
                    .extracting(Entry::body)
                    .containsOnlyNulls();
            assertThat(catchThrowableOfType(
                                    ParleyProblem.class,
                                    () -> bob.http().grants(bob.token(), granted.asset(), talk, seq))
                            .code())
                    .isEqualTo("not_found");
            assertThat(code(a.change(talk, Kind.EDITED, seq, "again"))).isEqualTo("unknown_message");
            assertThat(code(b.change(talk, Kind.REACTED, seq, "😮"))).isEqualTo("unknown_message");
        }
    }

    @Test
    void onlyTheAuthorChangesAMessage() {
        try (Socket a = alice.connect();
                Socket b = bob.connect();
                Socket c = carol.connect()) {
            long seq = a.say(talk, "mine").seq();
            b.message(talk, seq);

            assertThat(code(b.change(talk, Kind.EDITED, seq, "yours"))).isEqualTo("not_author");
            assertThat(code(b.change(talk, Kind.DELETED, seq, ""))).isEqualTo("not_author");
            assertThat(code(c.change(talk, Kind.REACTED, seq, "👍"))).isEqualTo("unknown_conversation");
            assertThat(code(a.change(talk, Kind.EDITED, 0, "entry 0 is no message")))
                    .isEqualTo("unknown_message");
            assertThat(code(a.change(talk, Kind.EDITED, seq + 1, "not yet"))).isEqualTo("unknown_message");
            assertThat(entry(b, talk, seq).body()).isEqualTo("mine");
        }
    }

    @Test
    void aResentEditIsTheSameEdit() {
        try (Socket a = alice.connect()) {
            long seq = a.say(talk, "one").seq();
            UUID mid = UUID.randomUUID();
            ServerFrame first =
                    a.ask(id -> new ClientFrame.Send(id, talk, mid, null, Kind.EDITED, seq, "two", null, null, null));
            ServerFrame again =
                    a.ask(id -> new ClientFrame.Send(id, talk, mid, null, Kind.EDITED, seq, "two", null, null, null));

            assertThat(((ServerFrame.Accepted) again).seq()).isEqualTo(((ServerFrame.Accepted) first).seq());
            assertThat(((ServerFrame.Accepted) again).duplicate()).isTrue();
        }
    }

    @Test
    void everybodyReactsOncePerMessageAndMayTakeItBack() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            long seq = a.say(talk, "dinner?").seq();
            b.changed(talk, Kind.REACTED, seq, "👎");
            long second = b.changed(talk, Kind.REACTED, seq, "👍").seq();
            long own = a.changed(talk, Kind.REACTED, seq, "🍝").seq();

            assertThat(a.message(talk, second).body()).isEqualTo("👍");
            assertThat(b.message(talk, own).body()).isEqualTo("🍝");
            assertThat(entry(b, talk, seq).reactions())
                    .containsExactly(new Reaction(bob.user(), "👍"), new Reaction(alice.user(), "🍝"));

            long back = b.changed(talk, Kind.REACTED, seq, "").seq();

            assertThat(a.message(talk, back).body()).isNull();
            assertThat(entry(a, talk, seq).reactions()).containsExactly(new Reaction(alice.user(), "🍝"));
            assertThat(bob.http()
                            .inbox(bob.token(), 10)
                            .conversations()
                            .getFirst()
                            .unread())
                    .isEqualTo(1);
        }
    }

    @Test
    @SuppressWarnings("try") // b is there to be told
    void anAnswerSaysToWhatAndWhomItMentions() {
        Received toBob = new Received();
        try (Session a = alice.session(new MemorySessionStore(), new Received());
                Session b = bob.session(new MemorySessionStore(), toBob);
                Socket later = bob.onAnotherDevice().connect()) {
            long seq = Deadline.get(a.send(talk, "who comes?")).seq();
            long answer = Deadline.get(a.send(
                            talk,
                            Session.newMid(),
                            Content.text("@bob you?").replyingTo(seq).mentioning(List.of(bob.user(), carol.user()))))
                    .seq();

            await().until(() -> toBob.seqs(talk).contains(answer));
            Entry entry = toBob.entries(talk).getLast();
            assertThat(entry.replyTo()).isEqualTo(seq);
            assertThat(entry.mentions()).containsExactly(bob.user());
            assertThat(entry(later, talk, answer)).isEqualTo(entry);
            assertThat(later.sync(null).heads())
                    .singleElement()
                    .extracting(Head::mentioned)
                    .isEqualTo(answer);
        }
        try (Socket a = alice.connect()) {
            assertThat(code(a.ask(id -> new ClientFrame.Send(
                            id, talk, UUID.randomUUID(), null, null, null, "to what?", null, 999L, null))))
                    .isEqualTo("unknown_message");
        }
    }

    @Test
    void anAdminTakesAMessageAwayAndSaysWhy() {
        bob.with(alice);
        try (Socket b = bob.connect()) {
            b.say(talk, "so that Alice may add me");
        }
        String group = groupOf(alice, bob);
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            long spam = b.say(group, "buy this").seq();
            long own = a.say(group, "no").seq();
            assertThat(code(b.change(group, Kind.DELETED, own, ""))).isEqualTo("not_author");

            long gone = a.changed(group, Kind.DELETED, spam, "advertising").seq();

            Message pushed = b.message(group, gone);
            assertThat(pushed.from()).isEqualTo(alice.user());
            assertThat(pushed.body()).isEqualTo("advertising");
            assertThat(entry(b, group, spam).deleted()).isNotNull();
        }
    }

    @Test
    void whoCameLaterIsNotToldWhatAnOlderMessageWasChangedTo() {
        try (Socket b = bob.connect();
                Socket c = carol.connect()) {
            b.say(talk, "so that Alice may add me");
            c.say(carol.with(alice), "me too");
        }
        String group = groupOf(alice, bob);
        try (Socket a = alice.connect();
                Socket b = bob.connect();
                Socket c = carol.connect()) {
            long seq = a.say(group, "before Carol").seq();
            alice.http().addMembers(alice.token(), group, List.of(carol.handle()));
            await().until(() -> carol.http().inbox(carol.token(), 10).conversations().stream()
                    .anyMatch(line -> line.conversation().equals(group)));
            long edit =
                    a.changed(group, Kind.EDITED, seq, "still not for Carol").seq();
            long reaction = b.changed(group, Kind.REACTED, seq, "🤫").seq();

            assertThat(b.message(group, edit).body()).isEqualTo("still not for Carol");
            for (long hidden : List.of(edit, reaction)) {
                assertThat(c.message(group, hidden).body()).isNull();
                assertThat(entry(c, group, hidden).body()).isNull();
            }
            assertThat(entry(b, group, reaction).body()).isEqualTo("🤫");
        }
    }

    private static String groupOf(Person admin, Person member) {
        await().until(() ->
                admin.http().inbox(admin.token(), 10).conversations().stream().anyMatch(line -> line.last() != null));
        String group = admin.http().createGroup(admin.token(), "Climbing", List.of(member.handle()));
        await().until(() -> Stream.of(admin, member)
                .allMatch(person -> person.http().inbox(person.token(), 10).conversations().stream()
                        .anyMatch(line -> line.conversation().equals(group))));
        return group;
    }
}
