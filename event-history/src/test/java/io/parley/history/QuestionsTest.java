package io.parley.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asked beside a store that another has open for writing. */
class QuestionsTest {
    @TempDir
    Path data;

    private Town town;
    private UserId alice;
    private UserId bob;
    private UserId carol;
    private ConversationId direct;
    private ConversationId lunch;
    private MessageSent hello;
    private Instant beforeTheReply;

    @BeforeEach
    void people() throws Exception {
        town = new Town(data);
        alice = town.person("alice");
        bob = town.person("bob");
        carol = town.person("carol");
        direct = town.direct(alice, bob);
        town.online(bob);
        hello = town.send(direct, alice, "Hello\u001b[2J Bob");
        town.receipts(direct, bob, 1, -1);
        town.receipts(direct, bob, 1, 1);
        beforeTheReply = town.now();
        town.send(direct, bob, "Hello Alice");
        lunch = town.group("Lunch", alice, bob);
        town.send(lunch, alice, "Who comes?");
        town.addMember(lunch, alice, carol);
        town.send(lunch, bob, "I do");
        town.removeMember(lunch, alice, carol);
        town.send(lunch, alice, "Without Carol");
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void tailShowsTheLastEventsWithPeopleByHandleAndTextsOpenedAndHarmless() {
        Asked tail = Asked.of(data, "tail", "--type", "MessageSent", "--conversation", "alice,bob");

        assertThat(tail.exit()).isZero();
        assertThat(tail.lines()).hasSize(2);
        assertThat(tail.lines().getFirst())
                .contains("MessageSent:1", "from=alice", "body=\"Hello\\u001b[2J Bob\"")
                .doesNotContain("\u001b");
    }

    @Test
    void anAnchorIsOfTheEventsSoFar() {
        Asked anchor = Asked.of(data, "anchor");

        assertThat(anchor.lines())
                .singleElement()
                .asString()
                .matches("#" + town.engine().head() + " [0-9a-f]{64}");
        town.send(lunch, alice, "One more");
        assertThat(Asked.of(data, "anchor").lines()).isNotEqualTo(anchor.lines());
    }

    @Test
    void tailAsJsonLinesOpensTextsAndKeepsPasswordsShut() throws Exception {
        Asked tail = Asked.of(data, "tail", "--json", "--from", "#0");

        assertThat(tail.lines()).hasSize((int) town.engine().head());
        JsonNode registered = new ObjectMapper().readTree(tail.lines().get(1));
        assertThat(registered.at("/type").asText()).isEqualTo("user.UserRegistered");
        assertThat(registered.at("/payload/readableHandle").asText()).isEqualTo("alice");
        assertThat(registered.at("/payload/passwordHash").asText()).isEqualTo("(sealed)");
        assertThat(tail.out()).doesNotContain("hash of the password");
        JsonNode message = new ObjectMapper().readTree(tail.lines().getLast());
        assertThat(message.at("/payload/body").asText()).isEqualTo("Without Carol");
        assertThat(message.at("/payload/from").asText()).isEqualTo(alice.value());
        assertThat(message.at("/seq").asLong()).isEqualTo(5);
    }

    @Test
    void tailFiltersByPersonAndTime() {
        assertThat(Asked.of(data, "tail", "--person", "carol", "--from", "#0").lines())
                .hasSize(4)
                .allMatch(line -> line.contains("carol"));
        assertThat(Asked.of(data, "tail", "--from", beforeTheReply.plusMillis(1).toString(), "--type", "MessageSent")
                        .lines())
                .hasSize(4);
        assertThat(Asked.of(data, "tail", "--last", "1").lines()).hasSize(1);
    }

    @Test
    void tailFollowsWhatIsStoredMeanwhile() throws Exception {
        StringWriter out = new StringWriter();
        Thread following = Thread.ofVirtual()
                .start(() -> HistoryMain.run(
                        Asked.notingIn(new ArrayList<>()),
                        new PrintWriter(out, true),
                        new PrintWriter(out, true),
                        "tail",
                        "--follow",
                        "--last",
                        "1",
                        "--data",
                        data.toString()));
        Awaitility.await().until(() -> out.toString().contains("Without Carol"));

        town.send(direct, bob, "Still there?");

        Awaitility.await().untilAsserted(() -> assertThat(out.toString()).contains("Still there?"));
        following.interrupt();
        assertThat(following.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aConversationIsShownAsItWas() {
        Asked now = Asked.of(data, "show", "alice,bob");
        assertThat(now.out()).contains("3 entries, 2 messages", "alice: Hello", "bob: Hello Alice");
        assertThat(now.out()).containsPattern("alice +member  delivered -1, read -1, unread 1");
        assertThat(now.out()).containsPattern("bob +member  delivered 1, read 1, unread 0");

        Asked before = Asked.of(data, "show", direct.value(), "--as-of", beforeTheReply.toString());
        assertThat(before.out()).contains("2 entries, 1 messages").doesNotContain("bob: Hello Alice");
        assertThat(before.out()).containsPattern("alice +member  delivered -1, read -1, unread 0");

        assertThat(Asked.of(data, "show", "alice,bob", "--as-of", "2026-11-24").out())
                .contains("It had not begun.");
    }

    @Test
    void whoCameAndWentSawOnlyWhatIsTheirs() {
        Asked group = Asked.of(data, "show", lunch.value());

        assertThat(group.out()).contains("* GroupCreated by=alice title=\"Lunch\" members=[alice,bob]");
        assertThat(group.out()).containsPattern("carol +gone since 4  delivered -1, read -1, unread 1");
        assertThat(Asked.of(data, "inbox", "carol").out())
                .containsPattern("Lunch +1 unread  read -1 of 4 \\(gone\\)")
                .contains("bob: I do")
                .doesNotContain("Without Carol");
    }

    @Test
    void anInboxIsShownAsItWas() {
        assertThat(Asked.of(data, "inbox", "bob").lines())
                .satisfiesExactly(
                        head -> assertThat(head).endsWith("2 conversations, 2 unread"),
                        newest -> assertThat(newest).contains("Lunch", "2 unread", "alice: Without Carol"),
                        older -> assertThat(older).contains("alice ", "0 unread", "read 1 of 2"));
        assertThat(Asked.of(data, "inbox", "@alice", "--as-of", beforeTheReply.toString())
                        .lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("0 unread");
    }

    @Test
    void aMessagesLifeTellsWhoHasItSinceWhenAndWhyNot() {
        Asked life = Asked.of(data, "message", hello.mid().toString());

        assertThat(life.out())
                .contains(
                        "entry 1 of " + direct,
                        "alice: Hello",
                        "from device " + Town.device(alice),
                        "(after 1.0 s) on device " + Town.device(bob),
                        "(after 2.0 s)");
        assertThat(Asked.of(data, "message", direct + ":1").out()).isEqualTo(life.out());
        assertThat(Asked.of(data, "message", direct + ":2").out())
                .contains("  alice\n    delivered  not yet", "was never online");
        assertThat(Asked.of(data, "message", lunch + ":1").out())
                .contains("  bob\n    delivered  not yet", "is online, since")
                .doesNotContain("carol");
    }

    @Test
    void aDifferenceTellsWhatCameBetweenTwoMoments() {
        Asked diff = Asked.of(
                data, "diff", beforeTheReply.toString(), "#" + town.engine().head());

        assertThat(diff.out())
                .contains(
                        "+      4 MessageSent",
                        "Conversation " + direct + ": + 1 messages, + 0 other entries",
                        "New conversation " + lunch + ": + 3 messages, + 3 other entries",
                        "came: alice, bob, carol",
                        "went: carol");
        assertThat(Asked.of(data, "diff", "#0", beforeTheReply.toString()).out())
                .contains("New people: alice, bob, carol", "bob: delivered -1 → 1, read -1 → 1");
    }

    @Test
    void whatIsErasedIsNotShown() {
        town.keys().destroy(alice);

        Asked show = Asked.of(data, "show", direct.value());
        assertThat(show.out())
                .contains(alice + ": (erased)", "bob: Hello Alice")
                .doesNotContain("Hello\\u001b");
        assertThat(Asked.of(data, "tail", "--json", "--from", "#0").out()).doesNotContain("Name of alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show nobody,bob",
                "show nothing",
                "inbox nobody",
                "message x",
                "message a:b",
                "message 00000000-0000-0000-0000-000000000000",
                "diff yesterday #1",
                "diff #5 #1",
                "tail --type Nothing",
                "tail --last -1",
                "tail --follow --to #1"
            })
    void whatCannotBeAnsweredIsOneSentenceAndExit1(String question) {
        Asked asked = Asked.of(data, question.split(" ", -1));

        assertThat(asked.exit()).isEqualTo(1);
        assertThat(asked.out()).isEmpty();
        assertThat(asked.err()).startsWith("history: ").endsWith(".\n").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-abc", "-nxyz", "-hV", "--as"})
    void anIdMayBeginWithAHyphenAndAnUnknownOptionIsStillOne(String id) {
        assertThat(Asked.of(data, "show", id).err()).startsWith("history: There is no conversation '" + id + "'");
        assertThat(Asked.of(data, "show", "alice,bob", "--as-off", "1h").exit()).isEqualTo(2);
    }

    @Test
    void aFolderThatIsNoneIsOneSentenceAndNothingIsMadeInIt(@TempDir Path empty) {
        Asked asked = Asked.of(empty, "tail");

        assertThat(asked.exit()).isEqualTo(1);
        assertThat(asked.err()).hasLineCount(1).contains("--data");
        assertThat(empty).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tail", "show", "inbox", "message", "diff"})
    void helpIsThereForEach(String command) {
        Asked asked = Asked.of(data, command, "--help");

        assertThat(asked.exit()).isZero();
        assertThat(asked.out()).contains("Usage: history " + command, "--data");
    }
}
