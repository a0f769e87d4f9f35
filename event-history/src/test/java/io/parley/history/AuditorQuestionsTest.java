package io.parley.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.id.UserId;
import io.parley.history.access.Use;
import io.parley.history.source.DataFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked from another machine. */
class AuditorQuestionsTest {
    @TempDir
    Path data;

    private final List<Use> uses = new ArrayList<>();

    @BeforeEach
    void aHistory() throws Exception {
        try (Town town = new Town(data)) {
            UserId alice = town.person("alice");
            town.send(town.direct(alice, town.person("bob")), alice, "Hello");
        }
    }

    private Asked ask(String question) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = AuditorQuestions.ask(
                Asked.notingIn(uses).apply(new DataFolder(data)),
                new PrintWriter(out),
                new PrintWriter(err),
                List.of(question.split(" ", -1)));
        return new Asked(exit, out.toString(), err.toString(), uses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show alice,bob",
                "show alice,bob --pseudonymous",
                "inbox alice",
                "tail --last 3",
                "diff #0 #3",
                "what-if --rule sends=1/1s"
            })
    void aQuestionIsAnsweredAndNoted(String question) {
        Asked asked = ask(question);

        assertThat(asked.err()).isEmpty();
        assertThat(asked.exit()).isZero();
        assertThat(asked.out()).isNotBlank();
        assertThat(uses).singleElement().extracting(Use::question).isEqualTo(question.split(" ", -1)[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export --to /tmp/elsewhere",
                "sql SELECT",
                "erase alice --yes",
                "replay --into mongodb://127.0.0.1/x",
                "show alice,bob --data /etc",
                "show alice,bob --data=/etc",
                "show alice,bob --keys /etc",
                "show alice,bob --axonserver 127.0.0.1:1",
                "show alice,bob --axonserver-token file:/etc/passwd",
                "show alice,bob --axonserver-certificate /etc/passwd",
                "show alice,bob --mongodb mongodb://127.0.0.1/x",
                "tail --follow",
                "bench",
                "@/etc/passwd",
                "show @/etc/passwd",
                ""
            })
    void anythingElseIsRefusedAndTellsNothing(String question) {
        Asked asked = ask(question);

        assertThat(asked.exit()).isNotZero();
        assertThat(asked.out()).isEmpty();
        assertThat(asked.err()).isNotBlank().doesNotContain("root:");
        assertThat(uses).isEmpty();
    }
}
