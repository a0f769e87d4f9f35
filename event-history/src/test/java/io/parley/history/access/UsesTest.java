package io.parley.history.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.api.account.user.UserErased;
import io.parley.api.audit.About;
import io.parley.api.audit.HistoryRead;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.history.Asked;
import io.parley.history.Town;
import io.parley.history.source.DataFolder;
import io.parley.history.source.History;
import io.parley.history.source.Occurrence;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks the history leaves an event in it. */
class UsesTest {
    @TempDir
    Path data;

    private UserId alice;
    private ConversationId direct;
    private String mid = "";

    @BeforeEach
    void aDataFolder() throws Exception {
        try (Town town = new Town(data)) {
            alice = town.person("alice");
            UserId bob = town.person("bob");
            direct = town.direct(alice, bob);
            mid = town.send(direct, alice, "Hello").mid().toString();
        }
    }

    private List<HistoryRead> uses() {
        try (History history = History.open(new DataFolder(data))) {
            return history.between(0, history.head())
                    .map(Occurrence::payload)
                    .filter(HistoryRead.class::isInstance)
                    .map(HistoryRead.class::cast)
                    .toList();
        }
    }

    @Test
    void eachQuestionAtAStoppedServerIsAnEventBehindWhatItReads() {
        Asked shown = Asked.noted(data, "show", "alice,bob");
        assertThat(shown.err()).isEmpty();
        assertThat(shown.out()).contains("Hello");
        Asked.noted(data, "inbox", "@alice", "--pseudonymous");

        String me = System.getProperty("user.name");
        assertThat(uses())
                .extracting(HistoryRead::account, HistoryRead::question, HistoryRead::about, HistoryRead::pseudonymous)
                .containsExactly(tuple(me, "show", About.of(direct), false), tuple(me, "inbox", About.of(alice), true));
        assertThat(Asked.of(data, "tail", "--type", "HistoryRead").lines()).hasSize(2);
        assertThat(Asked.of(data, "anchor").uses()).isEmpty();
    }

    @Test
    void whatIsNamedIsNotedByItsIdAndWhatIsNotThereIsNotNoted() {
        assertThat(Asked.of(data, "message", mid).uses())
                .containsExactly(new Use("message", About.of(UUID.fromString(mid)), false));
        assertThat(Asked.of(data, "message", direct.value() + ":1").uses())
                .containsExactly(new Use("message", About.of(direct), false));
        assertThat(Asked.of(data, "message", "my secret").uses())
                .containsExactly(new Use("message", About.EVERYTHING, false));
        assertThat(Asked.of(data, "tail", "--person", "alice", "--conversation", "alice,bob")
                        .uses())
                .containsExactly(new Use("tail", new About(List.of(alice), List.of(direct), null), false));
        assertThat(Asked.of(data, "sql", "SELECT 1").uses()).containsExactly(new Use("sql", About.EVERYTHING, false));
        assertThat(Asked.of(data, "show", "carol,dave").uses()).isEmpty();
    }

    @Test
    void aStandInIsNotedAsWhomItStandsFor() {
        String standIn = Asked.of(data, "show", direct.value(), "--pseudonymous")
                .out()
                .lines()
                .findFirst()
                .orElseThrow()
                .split(" ", -1)[1];
        assertThat(standIn).startsWith("pb_");

        assertThat(Asked.of(data, "show", standIn, "--pseudonymous").uses())
                .containsExactly(new Use("show", About.of(direct), true));
        Asked.noted(data, "show", standIn, "--pseudonymous");
        assertThat(Asked.of(data, "tail", "--pseudonymous", "--type", "HistoryRead")
                        .out())
                .contains(standIn)
                .doesNotContain(direct.value());
    }

    @Test
    void nothingIsToldWhereItCannotBeNoted() throws Exception {
        try (Town busy = new Town(data)) {
            Asked asked = Asked.noted(busy.data(), "show", "alice,bob");

            assertThat(asked.exit()).isEqualTo(1);
            assertThat(asked.out()).isEmpty();
            assertThat(asked.err()).contains("is in use").hasLineCount(1);
        }
    }

    @Test
    void anErasureIsAnEventOfThePerson() {
        Asked erased = Asked.noted(data, "erase", "alice", "--yes");

        assertThat(erased.err()).isEmpty();
        try (History history = History.open(new DataFolder(data))) {
            assertThat(history.of(alice.value(), 0, history.head()).map(Occurrence::payload))
                    .last()
                    .isInstanceOfSatisfying(
                            UserErased.class, event -> assertThat(event.by()).isNull());
        }
    }
}
