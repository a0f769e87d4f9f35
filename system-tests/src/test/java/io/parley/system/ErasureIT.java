package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.client.http.Granted;
import io.parley.client.http.GroupMembers;
import io.parley.client.http.ParleyProblem;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Somebody is erased while the server runs, and while it does not. */
@ExtendWith(FramesChecked.class)
class ErasureIT {
    private static final String SECRET = "The treasure lies under the elm";
    private static final String FILE = "a map to the treasure";
    private static final String OLIVIA = "olivia";

    private static Path folder;
    private static RunningServer server;
    private static Person olivia;

    private Person alice;
    private Person bob;
    private String talk = "";
    private String group = "";
    private long secret;
    private Granted map;

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path temporary) throws IOException {
        folder = temporary;
        server = RunningServer.up(folder, "parley.accounts.operators=" + OLIVIA);
        olivia = Person.registerAs(server, OLIVIA);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void theyTalk() throws IOException {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
        talk = alice.with(bob);
        map = alice.http().upload(alice.token(), "map.txt", Files.writeString(folder.resolve("map.txt"), FILE));
        Files.delete(folder.resolve("map.txt"));
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            secret = a.say(talk, SECRET).seq();
            b.message(talk, secret);
            b.read(talk, secret);
            a.message(b.say(talk, "Which elm?").mid());
            a.receipt(talk, bob.user(), secret, secret);
        }
        await().until(() ->
                alice.http().inbox(alice.token(), 1).conversations().stream().anyMatch(line -> line.last() != null));
        group = alice.http().createGroup(alice.token(), "Diggers", List.of(bob.handle()));
        await().until(() -> members().size() == 2);
    }

    private List<GroupMembers.Of> members() {
        try {
            return bob.http().members(bob.token(), group).members();
        } catch (ParleyProblem behind) {
            return List.of();
        }
    }

    private static String code(Runnable request) {
        return problem(request).code();
    }

    private static ParleyProblem problem(Runnable request) {
        return catchThrowableOfType(ParleyProblem.class, request::run);
    }

    private Entry entry(long seq) {
        return bob.http().entriesAfter(bob.token(), talk, seq - 1, 1).entries().getFirst();
    }

    /** As bob sees it, and as whoever tries to be alice does. */
    private void assertErased() {
        assertThat(entry(secret).body()).isNull();
        assertThat(entry(secret).from()).isEqualTo(alice.user());
        assertThat(entry(secret + 1).body()).isEqualTo("Which elm?");
        assertThat(bob.http().receipts(bob.token(), talk, secret).read()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(members())
                .singleElement()
                .satisfies(left -> assertThat(left.user()).isEqualTo(bob.user()))
                .satisfies(left -> assertThat(left.admin()).isTrue()));
        assertThat(code(() -> server.http().logIn(alice.handle(), Person.PASSWORD)))
                .isEqualTo("wrong_credentials");
        assertThat(code(() -> server.http().refresh(alice.tokens().refreshToken())))
                .isEqualTo("device_revoked");
        await().until(() -> code(() -> alice.http().inbox(alice.token(), 1)).equals("unauthorized"));
        assertThat(code(() -> bob.with(alice))).isEqualTo("unknown_user");
        bob.http().addMembers(bob.token(), group, List.of(alice.handle()));
        assertThat(members()).hasSize(1);
        assertThat(problem(() -> bob.http().download(map, folder.resolve("saved")))
                        .status())
                .isEqualTo(404);
    }

    private List<Path> holding(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> content(file).contains(text))
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    @Test
    void whoeverErasesThemselvesIsGoneAtOnceAndTheRestStays() throws Exception {
        assertThat(entry(secret).body()).isEqualTo(SECRET);
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            assertThat(code(() -> server.http().eraseOneself(alice.token(), alice.handle(), "a guess")))
                    .isEqualTo("wrong_credentials");
            assertThat(code(() -> server.http().eraseOneself(alice.token(), bob.handle(), Person.PASSWORD)))
                    .isEqualTo("forbidden");
            server.http().eraseOneself(alice.token(), alice.handle(), Person.PASSWORD);

            a.assertClosedWith(4202);
            b.pushed(ServerFrame.Message.class, left -> left.kind().equals("left"));
            assertErased();
            b.say(talk, "Alice?");
        }
    }

    @Test
    void anOperatorErasesSomebodyElseAndNobodyElseDoes() {
        assertThat(code(() -> server.http().erase(bob.token(), alice.user()))).isEqualTo("forbidden");
        assertThat(code(() -> server.http().erase(olivia.token(), "nobody"))).isEqualTo("unknown_user");
        server.http().erase(olivia.token(), alice.user());

        assertErased();
        server.http().erase(olivia.token(), alice.user());
        assertThat(History.told(
                        server.data(), "tail", "--type", "UserErased,ErasureCompleted", "--person", alice.user()))
                .hasLineCount(2);
    }

    @Test
    void theToolErasesAtARunningServerAndLeavesACertificateAndANoteOfItsUse() throws Exception {
        Path certificate = folder.resolve("certificate.json");
        History.told(server.data(), "show", talk);

        String said =
                History.told(server.data(), "erase", alice.handle(), "--yes", "--certificate", certificate.toString());

        assertThat(said).contains("cannot be read by anybody any more");
        assertThat(certificate).content().contains(alice.user()).doesNotContain(alice.handle());
        assertErased();
        assertThat(History.told(server.data(), "tail", "--type", "HistoryRead", "--person", alice.user()))
                .contains("question=erase about={people=[" + alice.user() + "]")
                .hasLineCount(1);
        assertThat(History.told(server.data(), "tail", "--type", "HistoryRead", "--conversation", talk))
                .contains("question=show about={people=[] conversations=[" + talk + "]}")
                .hasLineCount(1);
    }

    @Test
    void whatTheToolErasesAtAStoppedServerIsFinishedByItsNextStart() throws Exception {
        server.stop();
        for (String text : List.of(SECRET, FILE, alice.handle())) {
            assertThat(holding(text)).as("before").isEmpty();
        }
        assertThat(History.told(server.data(), "erase", alice.handle(), "--yes"))
                .contains("cannot be read by anybody any more");
        for (String text : List.of(SECRET, FILE, alice.handle())) {
            assertThat(holding(text)).isEmpty();
        }
        assertThat(History.told(server.data(), "show", talk))
                .contains("(erased)", "Which elm?")
                .doesNotContain("treasure");
        assertThat(History.told(server.data(), "verify")).contains("equal a fresh replay");

        server.startAgain();

        await().until(() -> History.told(server.data(), "tail", "--type", "ErasureCompleted")
                .contains(alice.user()));
        assertErased();
    }

    @Test
    void theOperatorsDoorIsOnlyForWhoeverHoldsTheDataFolder() throws Exception {
        Path door = server.data().resolve("operator");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(door)))
                .isEqualTo("rw-------");
        String own = Files.readString(door);
        Files.writeString(door, own.strip() + "x\n");

        History refused = History.of(server.data(), "erase", alice.handle(), "--yes");

        Files.writeString(door, own);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("'Parley-Operator' is not the token of this start")
                .hasLineCount(1);
        assertThat(entry(secret).body()).isEqualTo(SECRET);
    }
}
