package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.nimbusds.jwt.SignedJWT;
import io.parley.client.http.Tokens;
import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.client.session.SessionState;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Ok;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Access tokens that are good for two seconds. */
@ExtendWith(FramesChecked.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenExpiryIT {
    private static final int LIFETIME_SECONDS = 2;

    private RunningServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = RunningServer.up(folder, "parley.accounts.tokens.access=" + LIFETIME_SECONDS + "s");
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aSessionEndsWithItsTokenAndTheTokenIsOfNoMoreUse() {
        Person alice = Person.register(server, "alice");
        assertThat(alice.tokens().expiresIn()).isEqualTo(LIFETIME_SECONDS);
        try (Socket socket = alice.connect()) {
            socket.assertClosedWith(4100);
            assertThat(socket.errors()).extracting(ServerFrame.Error::code).containsExactly("token_expired");
        }
        try (Socket socket = Socket.open(server)) {
            String hello =
                    new FrameCodec().encode(new ClientFrame.Hello("h", alice.token(), null, null, "system-tests"));
            assertThat(socket.refused(hello, "h").code()).isEqualTo("token_expired");
            socket.assertClosedWith(4100);
        }
    }

    @Test
    void aSessionThatRenewsItsTokenStays() {
        Person alice = Person.register(server, "alice");
        Instant end = Instant.now().plusSeconds(2 * LIFETIME_SECONDS);
        try (Socket socket = alice.connect()) {
            Tokens[] tokens = {alice.tokens()};
            await().pollInterval(Duration.ofMillis(500)).until(() -> {
                tokens[0] = alice.http().refresh(tokens[0].refreshToken());
                String token = tokens[0].accessToken();
                assertThat(socket.ask(id -> new ClientFrame.Auth(id, token))).isInstanceOf(Ok.class);
                return Instant.now().isAfter(end);
            });
            assertThat(socket.isOpen()).isTrue();
            assertThat(socket.sync(null).heads()).isEmpty();
        }
    }

    @Test
    void theClientLibraryRenewsByItself() {
        Person alice = Person.register(server, "alice");
        Person bob = Person.register(server, "bob");
        String conversation = alice.with(bob);
        Instant end = Instant.now().plusSeconds(2 * LIFETIME_SECONDS);
        Received received = new Received();
        try (Session a = alice.session(new MemorySessionStore(), new Received());
                Session b = bob.session(new MemorySessionStore(), received)) {
            int[] sent = {0};
            await().pollInterval(Duration.ofMillis(300)).until(() -> {
                Deadline.get(a.send(conversation, "m" + sent[0]++));
                return Instant.now().isAfter(end);
            });
            await().until(() -> received.bodies(conversation).size() == sent[0]);
            assertThat(received.seqs(conversation)).isSorted().doesNotHaveDuplicates();
            assertThat(List.of(a.state(), b.state())).containsOnly(SessionState.CONNECTED);
        }
    }

    @Test
    @ExtendWith(Browser.class)
    void thePageRenewsByItself() {
        Instant end = Instant.now().plusSeconds(3 * LIFETIME_SECONDS);
        try (Browser.Running browser = Browser.start();
                BrowserContext context = browser.chromium().newContext();
                BrowserContext other = browser.chromium().newContext()) {
            Tab carol = Tab.open(context, server.url().toString()).register("carol", "Carol Cedar");
            Tab dan = Tab.open(other, server.url().toString()).register("dan", "Dan Dogwood");
            carol.start("dan", "");
            carol.write(numbered(0));
            dan.choose("Carol Cedar");
            List<String> written = new ArrayList<>(List.of(numbered(0)));
            await().pollInterval(Duration.ofMillis(500)).until(() -> {
                String next = numbered(written.size());
                carol.write(next);
                written.add(next);
                return Instant.now().isAfter(end);
            });
            dan.shows(written.toArray(String[]::new));
            carol.hasTick(written.getLast(), "Read");
            assertThat(carol.faults()).isEmpty();
        }
    }

    /** No number alone: beside each message stands a time. */
    private static String numbered(int number) {
        return String.format("Line %02d.", number);
    }

    @Test
    void theSigningKeyIsReplacedAndNobodyNotices(@TempDir Path folder) throws Exception {
        Person alice = Person.register(server, "alice");
        Person bob = Person.register(server, "bob");
        String conversation = alice.with(bob);
        String firstKey = keyOf(alice.token());
        Tokens[] newest = {alice.onAnotherDevice().tokens()};
        Received received = new Received();
        try (Session a = alice.session(new MemorySessionStore(), new Received());
                Session b = bob.session(new MemorySessionStore(), received)) {
            ServerProcess.Ended rotated = ServerProcess.start(
                            folder,
                            List.of("rotate-keys", "--data", server.data().toString(), "--after", "1s"))
                    .awaitEnd();
            assertThat(rotated.exit()).as(rotated.err()).isZero();
            int[] sent = {0};
            await().pollInterval(Duration.ofMillis(300)).until(() -> {
                Deadline.get(a.send(conversation, "m" + sent[0]++));
                newest[0] = alice.http().refresh(newest[0].refreshToken());
                return !keyOf(newest[0].accessToken()).equals(firstKey);
            });
            await().until(() -> received.bodies(conversation).size() == sent[0]);
            assertThat(List.of(a.state(), b.state())).containsOnly(SessionState.CONNECTED);
            try (Socket socket = Socket.open(server)) {
                socket.greet(newest[0].accessToken());
            }
        }
    }

    private static String keyOf(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }
}
