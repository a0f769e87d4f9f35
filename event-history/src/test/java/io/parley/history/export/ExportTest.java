package io.parley.history.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.history.Asked;
import io.parley.history.Town;
import io.parley.history.source.DataFolder;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportTest {
    private static final Path QUESTIONS = Path.of("..", "docs", "questions");

    @TempDir
    Path data;

    @TempDir
    Path folder;

    private Town town;
    private UserId alice;
    private UserId bob;
    private ConversationId direct;

    @BeforeEach
    void people() throws Exception {
        town = new Town(data);
        alice = town.person("alice");
        bob = town.person("bob");
        UserId carol = town.person("carol");
        direct = town.direct(alice, bob);
        town.online(bob);
        long generation = town.now().toEpochMilli();
        town.send(direct, alice, "Hello, \"Bob\"");
        town.send(direct, alice, "Are you there?");
        town.receipts(direct, bob, 2, -1);
        town.receipts(direct, bob, 2, 2);
        town.send(direct, bob, "Yes");
        town.offline(bob, generation);
        ConversationId lunch = town.group("Lunch", alice, bob);
        town.send(lunch, alice, "Who comes?");
        town.addMember(lunch, alice, carol);
        town.send(lunch, bob, "I do");
        town.receipts(lunch, carol, 3, 3);
    }

    @AfterEach
    void close() {
        town.close();
    }

    private List<String> ask(String query) {
        Asked asked = Asked.of(data, "sql", "--export", folder.toString(), "--format", "csv", query);
        assertThat(asked.err()).isEmpty();
        return asked.lines().subList(1, asked.lines().size());
    }

    private Asked export(String... options) {
        return Asked.of(
                data,
                Stream.concat(Stream.of("export", "--to", folder.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void everyEventIsInTheTableOfItsTypeOnceAndFlatTablesSayTheRest() {
        assertThat(export().exit()).isZero();

        assertThat(ask("SELECT count(*) FROM message_sent")).containsExactly("5");
        assertThat(ask("SELECT seq, kind, recipients, body_bytes, body FROM messages ORDER BY position"))
                .containsExactly("1,direct,1,12,", "2,direct,1,14,", "3,direct,1,3,", "1,group,1,10,", "3,group,2,4,");
        assertThat(ask("SELECT seq, delivery_ms FROM deliveries WHERE kind = 'direct' ORDER BY seq"))
                .containsExactly("1,2000", "2,1000");
        assertThat(ask("SELECT seq FROM deliveries WHERE kind = 'group'")).containsExactly("3");
        assertThat(ask("SELECT seq, read_ms FROM reads WHERE kind = 'direct' ORDER BY seq"))
                .containsExactly("1,3000", "2,2000");
        assertThat(ask("SELECT epoch_ms(went) - epoch_ms(came) FROM presence_sessions"))
                .containsExactly("6000");
        assertThat(ask("SELECT from_json(members, '[\"VARCHAR\"]')[1] FROM group_created"))
                .containsExactly(alice.value());
        assertThat(export("--check").out()).contains(town.engine().head() + " events");
    }

    @Test
    void textsAreLeftOutUnlessTheyAreAskedFor() throws IOException {
        export();
        assertThat(ask("SELECT count(body) FROM messages")).containsExactly("0");
        assertThat(ask("SELECT count(handle) + count(name) FROM people")).containsExactly("0");

        Asked mixed = export("--texts");
        assertThat(mixed.exit()).isEqualTo(1);
        assertThat(mixed.err()).hasLineCount(1).contains("without --texts");

        Asked direct = Asked.of(data, "sql", "SELECT body FROM messages ORDER BY position LIMIT 1", "--format", "json");
        assertThat(direct.out()).isEqualTo("{\"body\":\"Hello, \\\"Bob\\\"\"}\n");
    }

    @Test
    void aFurtherRunAddsWhatCameSinceAndRemembersGroupsAndWhoIsOnline() throws Exception {
        town.online(alice);
        long generation = town.now().toEpochMilli();
        export();
        long before = town.engine().head();
        assertThat(export().out()).startsWith("0 events added");
        ConversationId lunch = new ConversationId(
                ask("SELECT conversation FROM messages WHERE kind = 'group'").getFirst());
        town.send(lunch, alice, "At one");
        town.offline(alice, generation);
        export();

        assertThat(ask("SELECT kind, recipients FROM messages WHERE position > " + before))
                .containsExactly("group,2");
        assertThat(ask("SELECT epoch_ms(went) - epoch_ms(came) FROM presence_sessions WHERE position > " + before))
                .containsExactly("2000");
        assertThat(export("--check").exit()).isZero();
    }

    @Test
    void anInterruptedExportIsGoneOnWithAndEqualsOneThatWasNot() throws Exception {
        try (History history = History.open(new DataFolder(data))) {
            assertThatThrownBy(() -> new Export(folder, 3).run(history, false, null, position -> {
                        if (position == 9) {
                            throw new HistoryException("interrupted");
                        }
                    }))
                    .hasMessage("interrupted");
            Files.createDirectories(folder.resolve("messages"));
            Files.writeString(folder.resolve("messages/000000000010-000000000012.parquet"), "half a file");

            Manifest manifest = new Export(folder, 3).run(history, false, null, position -> {});

            assertThat(manifest.events()).isEqualTo(town.engine().head());
            assertThat(new Export(folder).check(history).events())
                    .isEqualTo(town.engine().head());
        }
        List<String> messages = ask("SELECT * FROM messages ORDER BY position");
        folder = Files.createTempDirectory(folder, "whole");
        export();
        assertThat(ask("SELECT * FROM messages ORDER BY position")).isEqualTo(messages);
    }

    @Test
    void anExportSinceAPositionKnowsTheGroupsFromBefore() {
        long head = town.engine().head();
        export("--since", String.valueOf(head - 3));

        assertThat(ask("SELECT kind, recipients FROM messages")).containsExactly("group,2");
        assertThat(export("--since", "1").err()).contains("was begun with --since " + (head - 3));
    }

    @Test
    void aFileThatWasAlteredIsFound() throws IOException {
        export();
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("messages"))) {
            file = files.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        Asked check = export("--check");

        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.err()).hasLineCount(1).contains("not as it was written");
    }

    @Test
    void theExportOfAnotherStoreIsNotGoneOnWith(@TempDir Path other) throws Exception {
        try (Town elsewhere = new Town(other)) {
            elsewhere.person("dora");
            Asked.of(other, "export", "--to", folder.toString());
        }

        assertThat(export().err()).hasLineCount(1).contains("another event store");
    }

    static List<Path> questions() throws IOException {
        try (Stream<Path> files = Files.list(QUESTIONS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void everyReadyQuestionIsAnswered(Path question) {
        town.pass(Duration.ofHours(30));
        town.send(direct, bob, "Later");
        export();

        Asked asked = Asked.of(data, "sql", "--export", folder.toString(), "--file", question.toString());

        assertThat(asked.err()).isEmpty();
        assertThat(asked.lines()).hasSizeGreaterThan(3);
        switch (question.getFileName().toString()) {
            case "age-of-the-unread.sql" ->
                assertThat(asked.out()).containsPattern("under an hour +1 ").containsPattern("a week|under a week +4");
            case "delivery-latency-by-hour.sql" -> assertThat(asked.out()).contains("2026-11-24T12:00  3 ");
            case "busiest-conversations.sql" -> assertThat(asked.out()).containsPattern(direct + " +direct +4 ");
            case "daily-active-people.sql" ->
                assertThat(asked.out())
                        .containsPattern("2026-11-24T00:00 +3 +2")
                        .containsPattern("2026-11-25T00:00 +1 +1");
            case "response-times.sql" -> assertThat(asked.out()).contains(bob + "  1 ");
            case "sessions.sql" -> assertThat(asked.out()).containsPattern("2026-11-24T00:00 +1 +1 +0.1");
            default -> throw new AssertionError("no test of " + question);
        }
    }

    @Test
    void aQueryThatIsNoneIsOneSentence() {
        export();
        Asked asked = Asked.of(data, "sql", "--export", folder.toString(), "SELECT nothing FROM nowhere");

        assertThat(asked.exit()).isEqualTo(1);
        assertThat(asked.err()).startsWith("history: The query failed: ").hasLineCount(1);
        assertThat(Asked.of(data, "sql").exit()).isEqualTo(1);
    }
}
