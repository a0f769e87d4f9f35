package io.parley.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymousTest {
    private static final Pattern PERSON = Pattern.compile("pu_[A-Za-z0-9_-]{22}");

    @TempDir
    Path data;

    private Town town;
    private UserId alice;
    private UserId bob;
    private ConversationId direct;
    private ConversationId lunch;
    private MessageSent hello;

    @BeforeEach
    void people() throws Exception {
        town = new Town(data);
        alice = town.person("alice");
        bob = town.person("bob");
        direct = town.direct(alice, bob);
        town.online(bob);
        hello = town.send(direct, alice, "Hello Bob");
        town.receipts(direct, bob, 1, 1);
        town.send(direct, bob, "Hello Bob");
        lunch = town.group("Lunch", alice, bob);
        town.send(lunch, alice, "Who comes?");
    }

    @AfterEach
    void close() {
        town.close();
    }

    private Asked ask(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--pseudonymous";
        Asked asked = Asked.of(data, all);
        assertThat(asked.exit()).as(asked.err()).isZero();
        assertThat(asked.out())
                .doesNotContainIgnoringCase("alice")
                .doesNotContainIgnoringCase("bob")
                .doesNotContain("Hello", "Lunch", "comes", alice.value(), bob.value(), direct.value(), lunch.value())
                .doesNotContain(hello.device().value());
        return asked;
    }

    private static List<String> people(String text) {
        return PERSON.matcher(text).results().map(MatchResult::group).distinct().toList();
    }

    @Test
    void nothingThatIsShownNamesAnybodyOrQuotesAnything() {
        ask("tail", "--last", "100");
        ask("tail", "--last", "100", "--json");
        ask("show", "alice,bob");
        ask("inbox", "alice");
        ask("message", hello.mid().toString());
        ask("diff", "#0", "#100");
        ask("what-if", "--rule", "sends=1/1h");
        ask("sql", "SELECT * FROM people");
        ask("sql", "SELECT * FROM messages");
        ask("sql", "SELECT * FROM receipts");
        ask("sql", "SELECT * FROM memberships");
    }

    @Test
    void standInsAreTheSameEachTimeAndAreTakenInPlaceOfIds() {
        String shown = ask("show", "alice,bob").out();
        List<String> both = people(shown);
        assertThat(both).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ask("show", both.get(0) + "," + both.get(1)).out()).isEqualTo(shown);
        assertThat(ask("show", shown.split(" ", -1)[1]).out()).isEqualTo(shown);
        assertThat(ask("inbox", both.get(0)).out()).contains(both.get(0));
        assertThat(ask("tail", "--last", "100", "--person", both.get(1)).lines())
                .isNotEmpty();
    }

    @Test
    void equalTextsHaveOneStandIn() {
        List<String> texts = ask("sql", "SELECT DISTINCT body FROM messages", "--format", "csv")
                .lines();
        assertThat(texts).filteredOn(line -> line.startsWith("text-")).hasSize(2);
    }

    @Test
    void anExportIsAllOfOneKind(@TempDir Path folder) {
        String to = folder.resolve("export").toString();
        ask("export", "--to", to, "--texts");
        ask("export", "--to", to, "--check");
        assertThat(Asked.of(data, "export", "--to", to, "--texts").err()).contains("was begun with --pseudonymous");
        assertThat(Asked.of(data, "sql", "--export", to, "SELECT handle FROM people")
                        .out())
                .contains("text-")
                .doesNotContain("alice");
    }
}
