package io.parley.history.erase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.history.Asked;
import io.parley.history.Town;
import io.parley.history.replay.Replay;
import io.parley.history.replay.Scratch;
import io.parley.history.source.DataFolder;
import io.parley.history.source.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {
    private static final List<String> PLAIN = List.of(
            "The treasure lies under the elm", "alice-in-clear", "Name of alice-in-clear", "hash of the password");

    @TempDir
    Path data;

    private UserId alice;
    private ConversationId direct;

    @BeforeEach
    void aDataFolder() throws Exception {
        try (Town town = new Town(data)) {
            alice = town.person("alice-in-clear");
            UserId bob = town.person("bob");
            direct = town.direct(alice, bob);
            town.send(direct, alice, "The treasure lies under the elm");
            town.send(direct, bob, "Which elm?");
            town.receipts(direct, bob, 1, 1);
        }
        try (Scratch views = Scratch.open(data.resolve("views.mv"));
                History history = History.open(new DataFolder(data))) {
            new Replay(views.views()).run(history, 0, history.head(), any -> {});
        }
    }

    /** As bytes of the files, and as text of each event, since the store compresses. */
    private List<String> found() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), UTF_8);
                PLAIN.stream().filter(content::contains).forEach(text -> found.add(text + " in " + file));
            }
        }
        try (History history = History.open(new DataFolder(data))) {
            history.between(0, history.head()).forEach(event -> {
                String json = NamedEventSerializer.mapper()
                        .valueToTree(event.payload())
                        .toString();
                PLAIN.stream()
                        .filter(json::contains)
                        .forEach(text -> found.add(text + " in event " + event.position()));
            });
        }
        return found;
    }

    @Test
    void noFileOfTheDataFolderHoldsPlainTextBeforeOrAfterAndNobodyCanReadItAfter() throws Exception {
        Path certificate = data.resolveSibling(data.getFileName() + "-certificate.json");
        assertThat(found()).isEmpty();
        assertThat(Asked.of(data, "show", direct.value()).out()).contains("The treasure lies under the elm");

        Asked erase = Asked.of(data, "erase", "alice-in-clear", "--yes", "--certificate", certificate.toString());

        assertThat(erase.err()).isEmpty();
        assertThat(erase.out()).contains("4 texts of " + alice + " cannot be read by anybody any more");
        assertThat(found()).isEmpty();
        assertThat(Asked.of(data, "show", direct.value()).out())
                .contains(alice + ": (erased)", "bob: Which elm?", "3 entries, 2 messages")
                .containsPattern("bob +member  delivered 1, read 1, unread 0")
                .doesNotContain("treasure");
        assertThat(Asked.of(data, "sql", "SELECT * FROM messages", "--format", "json")
                        .out())
                .contains("Which elm?")
                .doesNotContain("treasure");
        JsonNode written = new ObjectMapper().readTree(Files.readString(certificate));
        Files.delete(certificate);
        assertThat(written.at("/person").asText()).isEqualTo(alice.value());
        assertThat(written.at("/textsByPart/MessageSent.body").asLong()).isEqualTo(1);
        assertThat(written.toString()).doesNotContain("alice-in-clear");
    }

    @Test
    void withoutYesItOnlySaysWhatItWouldErase() {
        Asked asked = Asked.of(data, "erase", "alice-in-clear");

        assertThat(asked.out()).contains("1 MessageSent.body", "4 texts", "add --yes");
        assertThat(Asked.of(data, "show", direct.value()).out()).contains("The treasure");
    }

    @Test
    void beforeARunningServersKeysItStops() throws Exception {
        try (Town running = new Town(data)) {
            Asked asked = Asked.of(running.data(), "erase", "alice-in-clear", "--yes");

            assertThat(asked.exit()).isEqualTo(1);
            assertThat(asked.err()).contains("is in use").hasLineCount(1);
        }
        assertThat(Asked.of(data, "show", direct.value()).out()).contains("The treasure");
    }
}
