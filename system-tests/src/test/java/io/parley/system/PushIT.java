package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.http.SettingsChange;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame.Accepted;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a webhook is told of messages that wait. */
@ExtendWith(FramesChecked.class)
class PushIT {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw0123456789ab";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static PushReceiver receiver;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        receiver = PushReceiver.open();
        server = up(receiver.url());
    }

    private static RunningServer up(String url) throws Exception {
        return RunningServer.up(
                folder,
                "parley.push.url=" + url,
                "parley.push.secret=" + SECRET,
                "parley.push.longest-pause=1s",
                "parley.presence.linger=1s",
                "parley.presence.lease=2s");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        receiver.close();
    }

    @Test
    void whoIsAwayIsToldOnceADeviceAndClearedByReadingElsewhere() {
        Person alice = Person.register(server, "alice");
        Person bob = Person.register(server, "bob");
        Person tablet = bob.onAnotherDevice();
        Person gone = bob.onAnotherDevice();
        bob.http().logOut(gone.token());
        Person carol = Person.register(server, "carol");
        String talk = alice.with(bob);
        try (Socket a = alice.connect()) {
            long seq = a.say(talk, "a secret word").seq();

            await().until(() -> receiver.of(bob).size() == 2);
            assertThat(receiver.of(bob)).allSatisfy(notice -> {
                assertThat(notice.type()).isEqualTo("message.waiting");
                assertThat(notice.data("conversation")).isEqualTo(talk);
                assertThat(notice.seq()).isEqualTo(seq);
                assertThat(notice.text()).doesNotContain("secret");
            });
            assertThat(receiver.of(bob))
                    .extracting(notice -> notice.data("device"))
                    .containsExactlyInAnyOrder(bob.device(), tablet.device());

            try (Socket t = tablet.connect()) {
                long direct = a.say(talk, "now you are there").seq();
                t.message(talk, direct);
                t.read(talk, direct);
                await().until(() -> receiver.of(bob).size() == 4);
                assertThat(receiver.of(bob).subList(2, 4)).allSatisfy(notice -> {
                    assertThat(notice.type()).isEqualTo("message.cleared");
                    assertThat(notice.seq()).isEqualTo(direct);
                });
                String other = alice.with(carol);
                a.say(other, "for somebody else");
                await().until(() -> receiver.of(carol).size() == 1);
                assertThat(receiver.of(bob)).hasSize(4);
                assertThat(receiver.of(alice)).isEmpty();
            }
        }
    }

    @Test
    void aReceiverThatIsAwayDelaysNobodyAndIsToldAfterwards() throws Exception {
        Person alice = Person.register(server, "alice");
        Person bob = Person.register(server, "bob");
        Person carol = Person.register(server, "carol");
        String talk = alice.with(bob);
        String lively = alice.with(carol);
        receiver.answers(503);
        long seq;
        try (Socket a = alice.connect();
                Socket c = carol.connect()) {
            seq = a.say(talk, "are you there?").seq();
            await().until(() -> receiver.refused().size() >= 2);
            assertThat(receiver.refused())
                    .extracting(PushReceiver.Notice::id)
                    .containsOnly(receiver.refused().getFirst().id());
            for (int i = 0; i < 5; i++) {
                c.message(a.say(lively, "and you?").mid());
            }
        }

        assertThat(server.stop().exit()).isIn(0, 143);
        int before = receiver.refused().size();
        server.startAgain();
        await().until(() -> receiver.refused().size() > before);
        receiver.answers(204);

        await().until(() -> !receiver.of(bob).isEmpty());
        assertThat(receiver.of(bob)).singleElement().satisfies(notice -> {
            assertThat(notice.seq()).isEqualTo(seq);
            assertThat(notice.id()).isEqualTo(receiver.refused().getFirst().id());
        });
    }

    @Test
    void aMutedConversationIsQuietUnlessOneIsMentioned() {
        Person alice = Person.register(server, "alice");
        Person bob = Person.register(server, "bob");
        String talk = alice.with(bob);
        await().until(() -> !bob.http().inbox(bob.token(), 1).conversations().isEmpty());
        bob.http().changeSettings(bob.token(), talk, SettingsChange.muted(true));
        await().until(() -> bob.http()
                        .inbox(bob.token(), 1)
                        .conversations()
                        .getFirst()
                        .settings()
                        .mutedUntil()
                != null);
        try (Socket a = alice.connect()) {
            a.say(talk, "la la la");
            Accepted named = (Accepted) a.ask(id -> new ClientFrame.Send(
                    id, talk, UUID.randomUUID(), null, null, null, "bob!", null, null, List.of(bob.user())));

            await().until(() -> !receiver.of(bob).isEmpty());
            assertThat(receiver.of(bob)).singleElement().satisfies(notice -> {
                assertThat(notice.seq()).isEqualTo(named.seq());
                assertThat(notice.json().get("data").get("mentioned").asBoolean())
                        .isTrue();
            });
        }
    }

    @Test
    void whoeverGoesWithoutAMessageIsToldThen() throws Exception {
        Person alice = Person.register(server, "alice");
        Person bob = Person.register(server, "bob");
        String talk = alice.with(bob);
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            long seq = a.say(talk, "you never say that you have it").seq();
            b.message(talk, seq);
            assertThat(receiver.of(bob)).isEmpty();

            b.drop();

            await().until(() -> !receiver.of(bob).isEmpty());
            assertThat(receiver.of(bob).getFirst().seq()).isEqualTo(seq);
        }
    }

    @Test
    void theExampleTakesThem() throws Exception {
        Path example = Path.of(System.getProperty("parley.root"), "docs", "examples", "PushReceiver.java");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), example.toString(), "0")
                .redirectErrorStream(true);
        builder.environment().put("PUSH_SECRET", SECRET);
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String listening = lines.readLine();
            assertThat(listening).startsWith("Listening on http://127.0.0.1:");
            receiver.passOn(URI.create(listening.substring("Listening on ".length())));
            Person alice = Person.register(server, "alice");
            Person bob = Person.register(server, "bob");
            String talk = alice.with(bob);
            try (Socket a = alice.connect()) {
                a.say(talk, "hello");
            }

            assertThat(lines.readLine()).contains("message.waiting", bob.device(), talk);
        } finally {
            receiver.passOn(null);
            process.destroy();
        }
    }
}
