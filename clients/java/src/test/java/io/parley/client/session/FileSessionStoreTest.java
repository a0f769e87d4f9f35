package io.parley.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSessionStoreTest {
    private static final Outgoing ONE = new Outgoing("c1", UUID.randomUUID(), "one\nline \"two\" 👋");
    private static final Outgoing TWO = new Outgoing("c2", UUID.randomUUID(), "two");

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("session");
    }

    private SavedSession reopened() {
        try (SessionStore store = FileSessionStore.open(file)) {
            return store.load();
        }
    }

    @Test
    void whatWasKeptIsThereAfterARestartAndTheNext() {
        UUID accepted = UUID.randomUUID();
        try (SessionStore store = FileSessionStore.open(file)) {
            store.queued(new Outgoing("c1", accepted, "first"));
            store.queued(ONE);
            store.queued(TWO);
            store.accepted("c1", accepted);
            store.seen("c1", 7);
            store.seen("c1", 8);
            store.read("c1", 7);
            store.mark("m1");
        }
        SavedSession expected =
                new SavedSession("m1", Map.of("c1", 8L), Map.of("c1", 7L), Map.of("c1", accepted), List.of(ONE, TWO));
        assertThat(reopened()).isEqualTo(expected);
        assertThat(reopened()).isEqualTo(expected);
    }

    @Test
    void answersAndChangesAreKeptWhole() {
        Content answer = Content.text("yes").replyingTo(3).mentioning(List.of("bob"));
        List<Outgoing> outbox = Stream.of(answer, Content.edit(4, "better"), Content.deletion(5, ""))
                .map(content -> new Outgoing("c1", UUID.randomUUID(), content))
                .toList();
        try (SessionStore store = FileSessionStore.open(file)) {
            outbox.forEach(store::queued);
        }
        assertThat(reopened().outbox()).isEqualTo(outbox);
    }

    @Test
    void aKilledProcessLosesNothingThatWasQueued() throws IOException {
        try (SessionStore store = FileSessionStore.open(file)) {
            store.queued(ONE);
            Path copy = folder.resolve("as-it-is-on-disk");
            Files.copy(file, copy);
            file = copy;
        }
        assertThat(reopened().outbox()).containsExactly(ONE);
    }

    @Test
    void aLineThatACrashCutShortIsDroppedAndTheRestIsKept() throws IOException {
        try (SessionStore store = FileSessionStore.open(file)) {
            store.queued(ONE);
        }
        Files.writeString(file, "{\"what\":\"QUEUED\",\"conversation\":\"c1\",\"mi", StandardOpenOption.APPEND);
        assertThat(reopened().outbox()).containsExactly(ONE);
    }

    @Test
    void refusedMessagesAndOldChainsAreGone() {
        try (SessionStore store = FileSessionStore.open(file)) {
            store.queued(ONE);
            store.dropped(ONE.mid());
            store.chained("c1", TWO.mid());
            store.chained("c1", null);
        }
        assertThat(reopened()).isEqualTo(new SavedSession(null, Map.of(), Map.of(), Map.of(), List.of()));
    }

    @Test
    void aSecondProcessIsKeptOut() {
        try (SessionStore store = FileSessionStore.open(file)) {
            assertThatThrownBy(() -> FileSessionStore.open(file)).hasMessageContaining("in use");
            store.mark("m1");
        }
        assertThat(reopened().mark()).isEqualTo("m1");
    }
}
