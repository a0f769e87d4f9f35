package io.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.ClientFrame.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chat as scripts use it: lines in, lines out, an exit code. */
class ScriptTest {
    @TempDir
    Path folder;

    private TinyParley server;
    private String output = "";

    @BeforeEach
    void start() {
        server = new TinyParley(folder);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private int chat(String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--url")) all.addAll(List.of("--url", server.uri().toString()));
        all.addAll(List.of("--data", data().toString()));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ChatMain chat = new ChatMain(
                () -> new PlainScreen(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), new PrintStream(written)),
                name -> "secret");
        int code = chat.run(new PrintStream(written), all.toArray(String[]::new));
        output = written.toString(StandardCharsets.UTF_8);
        return code;
    }

    private Path data() {
        return folder.resolve("data");
    }

    @Test
    void linesAreSentInOrderAndItEndsOnceTheServerHasThem() {
        assertThat(chat("hello\n\nwörld 👋\n", "--register", "alice", "bob"))
                .as(output)
                .isZero();
        assertThat(server.bodies).containsExactly("hello", "wörld 👋");
        assertThat(server.registered).hasSize(1);
    }

    @Test
    void ownMessagesAreEditedAndDeletedAndPeopleMentioned() {
        assertThat(chat(
                        "first\n@bob second\n/edit better\n/delete first\n/react 👍 better\n",
                        "--register",
                        "alice",
                        "bob"))
                .as(output)
                .isZero();
        assertThat(server.sends)
                .extracting(
                        ClientFrame.Send::kind,
                        ClientFrame.Send::target,
                        ClientFrame.Send::body,
                        ClientFrame.Send::mentions)
                .containsExactly(
                        tuple(null, null, "first", null),
                        tuple(null, null, "@bob second", List.of("u-bob")),
                        tuple(Kind.EDITED, 1L, "better", null),
                        tuple(Kind.DELETED, 0L, "", null),
                        tuple(Kind.REACTED, 1L, "👍", null));
        assertThat(chat("/reply what?\n", "alice", "bob")).isEqualTo(1);
        assertThat(output).contains("no such message");
    }

    @Test
    void howLongMessagesAreKeptIsSaidInATimeOrACount() {
        List<String> kept = server.asked("PUT /v1/conversations/c1/retention", null);

        assertThat(chat("/keep 7d\n/keep 90s\n/keep 100\n/keep always\n", "--register", "alice", "bob"))
                .as(output)
                .isZero();
        assertThat(kept).containsExactly("{\"seconds\":604800}", "{\"seconds\":90}", "{\"messages\":100}", "{}");
        assertThat(chat("/keep a while\n", "alice", "bob")).isEqualTo(1);
        assertThat(output).contains("How long?");
    }

    @Test
    void operatorsDecideWhatWasReported() {
        server.asked("GET /v1/reports", """
                {"reports":[{"report":"r1","conversation":"c9","seq":4,"author":{"user":"u-bob","handle":"bob","name":"Bob"},
                "by":{"user":"u-carol"},"body":"an insult","reason":"He insults me","time":"2026-11-24T10:15:30Z"}],"open":1}""");
        List<String> decided = server.asked("POST /v1/reports/r1/resolution", null);

        assertThat(chat("/reports\n/reports 1 deleted No insults here\n", "--register", "alice", "bob"))
                .as(output)
                .isZero();
        assertThat(output).contains("1 Bob wrote \"an insult\"; reported by u-carol: He insults me");
        assertThat(decided).containsExactly("{\"resolution\":\"deleted\",\"reason\":\"No insults here\"}");
        assertThat(chat("/reports\n/reports 1 forgiven\n", "alice", "bob")).isEqualTo(1);
    }

    @Test
    void theLogInIsKeptForTheOwnersEyesOnly() throws Exception {
        chat("", "--register", "alice");
        assertThat(chat("again\n", "alice", "bob")).isZero();
        assertThat(server.logIns).hasValue(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
                .isEqualTo("rwx------");
    }

    @Test
    void withoutAnAccountAndWithoutRegisterItSaysSo() {
        assertThat(chat("hello\n", "alice", "bob")).isEqualTo(1);
        assertThat(output).contains("Handle or password is wrong.");
        assertThat(server.registered).isEmpty();
    }

    @Test
    void someoneUnknownIsOneSentence() {
        assertThat(chat("hello\n", "--register", "alice", "zoe")).isEqualTo(1);
        assertThat(output).contains("Nobody has that handle.");
    }

    @Test
    void whatOthersWroteCannotCommandTheTerminal() {
        assertThat(chat("/inbox\n", "--register", "alice")).isZero();
        assertThat(output)
                .contains("Bob (2 unread)")
                .contains("see \uFFFD[31myou")
                .doesNotContain("\u001b");
    }

    @Test
    void commandsThatDoNotExistFailAScript() {
        assertThat(chat("/dance\n", "--register", "alice")).isEqualTo(1);
        assertThat(output).contains("/help");
        assertThat(chat("hello\n", "alice")).isEqualTo(1);
        assertThat(output).contains("/with");
    }

    @Test
    void afterLogoutNothingIsLeftHere() throws Exception {
        assertThat(chat("hello\n/logout\n", "--register", "alice", "bob")).isZero();
        try (var files = Files.walk(data())) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aServerThatIsAwayIsOneSentence() throws Exception {
        chat("", "--register", "alice", "bob");
        server.close();
        assertThat(chat("", "alice", "bob")).isZero();
        assertThat(chat("", "carol", "bob")).isEqualTo(1);
        assertThat(output).contains("cannot be reached");
        server = new TinyParley(folder);
    }

    @Test
    void wrongUsageHasACodeOfItsOwn() {
        assertThat(chat("")).isEqualTo(2);
        assertThat(chat("", "--url", "nonsense", "alice")).isEqualTo(1);
    }
}
