package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.client.session.SessionState;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Conversation;
import io.parley.protocol.ServerFrame.Typist;
import io.parley.protocol.ServerFrame.Typists;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who types, with the usual times. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class TypingIT {
    private final Person alice;
    private final Person bob;
    private String conversation = "";

    TypingIT(RunningServer server) {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
    }

    @BeforeEach
    void theyKnowEachOther() {
        conversation = alice.with(bob);
    }

    private static void type(Socket socket, String conversation, boolean on) {
        socket.tell(new ClientFrame.Typing(conversation, on));
    }

    private static Typist typist(Socket of, String user, boolean on) {
        return of.pushed(Typist.class, typist -> typist.user().equals(user) && typist.on() == on);
    }

    @Test
    void typingIsSeenAndEndsByItself() {
        try (Socket a = alice.connect();
                Socket a2 = alice.connect();
                Socket b = bob.connect()) {
            type(a, conversation, true);
            assertThat(typist(b, alice.user(), true)).isEqualTo(new Typist(conversation, alice.user(), true));
            typist(b, alice.user(), false);
            assertThat(b.pushes(Typist.class)).hasSize(2);
            assertThat(a.pushes(Typist.class)).isEmpty();
            assertThat(a2.pushes(Typist.class)).isEmpty();
        }
    }

    @Test
    void aMessageEndsTypingAtOnce() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            type(a, conversation, true);
            typist(b, alice.user(), true);
            Accepted accepted = a.say(conversation, "so");
            b.message(accepted.mid());
            typist(b, alice.user(), false);
        }
    }

    @Test
    void aBrokenConnectionEndsTyping() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            type(a, conversation, true);
            typist(b, alice.user(), true);
            a.drop();
            typist(b, alice.user(), false);
        }
    }

    @Test
    void whoIsNotInItNeitherTypesNorSees(RunningServer server) {
        Person eve = Person.register(server, "eve");
        try (Socket a = alice.connect();
                Socket b = bob.connect();
                Socket e = eve.connect()) {
            type(e, conversation, true);
            type(a, conversation, true);
            typist(b, alice.user(), true);
            typist(b, alice.user(), false);
            assertThat(b.pushes(Typist.class)).extracting(Typist::user).containsOnly(alice.user());
            assertThat(e.sync(null).typing()).isNull();
            assertThat(e.pushes(Typist.class)).isEmpty();
        }
    }

    @Test
    void whoComesLaterIsToldWithTheSync() {
        try (Socket a = alice.connect();
                Socket first = bob.connect()) {
            type(a, conversation, true);
            typist(first, alice.user(), true);
            try (Socket b = bob.connect()) {
                assertThat(b.sync(null).typing()).containsExactly(new Typists(conversation, List.of(alice.user())));
            }
            type(a, conversation, false);
            typist(first, alice.user(), false);
            try (Socket b = bob.connect()) {
                assertThat(b.sync(null).typing()).isNull();
            }
        }
    }

    @Test
    void whoIsTakenOutOfAGroupNoLongerSeesWhoTypes() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            b.say(conversation, "hi");
            String group = alice.http().createGroup(alice.token(), "both", List.of(bob.handle()));
            b.pushed(
                    Conversation.class,
                    one -> one.conversation().equals(group) && one.change().equals("created"));
            type(a, group, true);
            typist(b, alice.user(), true);
            alice.http().removeMember(alice.token(), group, bob.user());
            b.pushed(
                    Conversation.class,
                    one -> one.conversation().equals(group) && one.change().equals("removed"));
            int before = b.pushes(Typist.class).size();
            type(a, group, false);
            type(a, conversation, true);
            b.pushed(Typist.class, one -> one.conversation().equals(conversation) && one.on());
            b.pushed(Typist.class, one -> one.conversation().equals(conversation) && !one.on());
            assertThat(b.pushes(Typist.class)).hasSize(before + 2);
        }
    }

    @Test
    void theClientLibraryTellsItsApp() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Received received = new Received() {
            @Override
            public void onTyping(String in, String user, boolean on) {
                seen.add(user + (on ? " on" : " off"));
            }
        };
        try (Session a = alice.session(new MemorySessionStore(), new Received());
                Session b = bob.session(new MemorySessionStore(), received)) {
            await().until(() -> a.state() == SessionState.CONNECTED && b.state() == SessionState.CONNECTED);
            a.typing(conversation, true);
            a.typing(conversation, true);
            await().until(() -> seen.equals(List.of(alice.user() + " on")));
            a.typing(conversation, false);
            await().until(() -> seen.equals(List.of(alice.user() + " on", alice.user() + " off")));
        }
    }
}
