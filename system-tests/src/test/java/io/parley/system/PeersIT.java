package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.client.http.GroupMembers;
import io.parley.client.http.Inbox;
import io.parley.client.http.ParleyProblem;
import io.parley.client.http.SettingsChange;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.OwnSettings;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Message;
import io.parley.protocol.ServerFrame.Standing;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people decide about each other, and how each keeps a conversation. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class PeersIT {
    private final Person alice;
    private final Person bob;
    private final String talk;

    PeersIT(RunningServer server) {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
        talk = alice.with(bob);
    }

    private Head head(Socket socket) {
        return socket.sync(null).heads().stream()
                .filter(one -> one.conversation().equals(talk))
                .findFirst()
                .orElseThrow();
    }

    private boolean seesOnline(Person asking, Person of) {
        return asking.http().presence(asking.token(), of.user()).online();
    }

    private static void entry(Socket socket, String talk, String kind) {
        socket.pushed(
                Message.class,
                one -> one.conversation().equals(talk) && one.kind().equals(kind));
    }

    @Test
    void whoeverIsBlockedReachesNobodyAndNoticesNothing() {
        try (Socket a = alice.connect();
                Socket b = bob.connect();
                Socket tablet = bob.onAnotherDevice().connect()) {
            long hello = a.say(talk, "hello").seq();
            b.message(talk, hello);
            a.message(b.say(talk, "hi").mid());
            a.ask(id -> new ClientFrame.Watch(id, List.of(bob.user()), List.of()));
            a.pushed(ServerFrame.Presence.class, ServerFrame.Presence::online);

            bob.http().block(bob.token(), talk);

            for (Socket own : List.of(b, tablet)) {
                entry(own, talk, "blocked");
                own.pushed(ServerFrame.Conversation.class, one -> one.change().equals("blocked"));
            }
            Message hidden = a.pushed(Message.class, one -> one.kind().equals("hidden"));
            assertThat(hidden.from()).isEqualTo(alice.user());
            a.pushed(ServerFrame.Presence.class, one -> !one.online() && one.lastSeen() == null);
            await().until(() -> !seesOnline(alice, bob) && !seesOnline(bob, alice));

            long unheard = a.say(talk, "are you there?").seq();
            a.tell(new ClientFrame.Typing(talk, true));
            assertThat(b.askInVain(id -> new ClientFrame.Send(id, talk, UUID.randomUUID(), null, "no"))
                            .code())
                    .isEqualTo("blocked");
            await().until(() -> head(a).seq() == unheard);
            assertThat(head(a).standing()).isEqualTo(Standing.MEMBER);
            assertThat(head(a).members()).contains(bob.user());
            assertThat(alice.http().receipts(alice.token(), talk, unheard).of()).isEqualTo(1);
            assertThat(alice.http().receipts(alice.token(), talk, unheard).delivered())
                    .isZero();
            assertThat(alice.http().members(alice.token(), talk).members())
                    .extracting(GroupMembers.Of::user)
                    .contains(bob.user());
            assertThat(head(b)).satisfies(blocked -> {
                assertThat(blocked.standing()).isEqualTo(Standing.BLOCKED);
                assertThat(blocked.members()).contains(alice.user());
                assertThat(blocked.seq()).isLessThan(unheard);
                assertThat(blocked.unread()).isEqualTo(1);
            });

            bob.http().unblock(bob.token(), talk);
            entry(b, talk, "unblocked");
            Message again = b.message(a.say(talk, "and now?").mid());

            assertThat(again.body()).isEqualTo("and now?");
            assertThat(b.history(talk, null, null, 100).entries())
                    .extracting(Entry::body)
                    .contains("hello", "and now?")
                    .doesNotContain("are you there?");
            assertThat(b.pushes(ServerFrame.Typist.class)).noneMatch(ServerFrame.Typist::on);
            assertThat(a.history(talk, null, null, 100).entries())
                    .extracting(Entry::kind)
                    .contains("hidden")
                    .doesNotContain("blocked", "unblocked");
            await().until(() -> seesOnline(alice, bob));
        }
    }

    @Test
    void whoBlocksDoesNotWriteAndIsAddedToNoGroup() {
        try (Socket b = bob.connect()) {
            bob.http().block(bob.token(), talk);
            entry(b, talk, "blocked");
            assertThat(b.askInVain(id -> new ClientFrame.Send(id, talk, UUID.randomUUID(), null, "no"))
                            .code())
                    .isEqualTo("blocked");
            await().until(() ->
                    !alice.http().inbox(alice.token(), 10).conversations().isEmpty());

            String group = alice.http().createGroup(alice.token(), "You again", List.of(bob.handle()));

            await().until(() ->
                    alice.http().members(alice.token(), group).members().size() == 1);
            assertThat(bob.http().inbox(bob.token(), 10).conversations())
                    .extracting(Inbox.Line::conversation)
                    .containsExactly(talk);
        }
    }

    @Test
    void aStrangerIsAcceptedWithAWordOrWithout() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            b.message(a.say(talk, "you do not know me").mid());
            assertThat(head(b).request()).isTrue();
            assertThat(head(a).request()).isNull();

            bob.http().acceptRequest(bob.token(), talk);
            entry(b, talk, "agreed");
            assertThat(head(b).request()).isNull();
            assertThat(a.pushed(Message.class, one -> one.kind().equals("hidden"))
                            .from())
                    .isEqualTo(alice.user());

            Person carol = Person.register(bob.server(), "carol");
            String other = carol.with(bob);
            await().until(() -> line(bob, other).request());
            b.say(other, "who is this?");
            await().until(() -> !line(bob, other).request());
        }
    }

    private static Inbox.Line line(Person person, String conversation) {
        return person.http().inbox(person.token(), 10).conversations().stream()
                .filter(one -> one.conversation().equals(conversation))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void settingsAreTheSameOnAllDevicesAndNobodyElsesToKnow() {
        Instant until = Instant.parse("2036-01-01T00:00:00Z");
        try (Socket phone = alice.connect();
                Socket tablet = alice.onAnotherDevice().connect();
                Socket b = bob.connect()) {
            alice.http().changeSettings(alice.token(), talk, SettingsChange.mutedUntil(until));
            alice.http().changeSettings(alice.token(), talk, SettingsChange.pinned(true));
            OwnSettings now =
                    alice.http().changeSettings(alice.token(), talk, SettingsChange.draft("what I wanted to say"));

            assertThat(now).isEqualTo(new OwnSettings(until, false, true, false, "what I wanted to say"));
            for (Socket own : List.of(phone, tablet)) {
                ServerFrame.Settings pushed = own.pushed(
                        ServerFrame.Settings.class, one -> one.settings().equals(now));
                assertThat(pushed.device()).isEqualTo(alice.device());
            }
            assertThat(head(tablet).settings()).isEqualTo(now);
            assertThat(line(alice, talk).settings()).isEqualTo(now);
            assertThat(head(b).settings()).isNull();
            assertThat(b.pushes(ServerFrame.Settings.class)).isEmpty();

            alice.http().changeSettings(alice.token(), talk, SettingsChange.draft(""));
            tablet.pushed(ServerFrame.Settings.class, one -> one.settings().draft() == null);
        }
    }

    @Test
    void settingsComeWithTheNextSyncOfWhoeverWasAway() {
        String mark;
        try (Socket tablet = alice.onAnotherDevice().connect()) {
            await().until(() -> tablet.sync(null).heads().size() == 1);
            mark = tablet.sync(null).mark();
        }
        alice.http().changeSettings(alice.token(), talk, SettingsChange.archived(true));
        await().until(() -> line(alice, talk).settings().archived());
        try (Socket tablet = alice.onAnotherDevice().connect()) {
            assertThat(tablet.sync(mark).heads())
                    .singleElement()
                    .satisfies(one -> assertThat(one.settings().archived()).isTrue());
        }
    }

    @Test
    void nobodyKeepsAConversationThatTheyAreNotIn() {
        Person mallory = Person.register(bob.server(), "mallory");
        assertThat(catchThrowableOfType(
                                ParleyProblem.class,
                                () -> mallory.http().changeSettings(mallory.token(), talk, SettingsChange.pinned(true)))
                        .code())
                .isEqualTo("unknown_conversation");
        assertThat(catchThrowableOfType(
                                ParleyProblem.class, () -> mallory.http().block(mallory.token(), talk))
                        .code())
                .isEqualTo("unknown_conversation");
    }
}
