package io.parley.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new Simulate())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void measuredAssumedAndExtrapolatedArePartsOfTheirOwn() {
        assertThat(run("--only", "capacity", "--people", "1000,2000000")).isZero();

        List<String> parts = List.of(out.toString().split("(?m)^## "));
        assertThat(parts)
                .extracting(part -> part.lines().findFirst().orElse(""))
                .containsExactly(
                        "",
                        "Measured and counted",
                        "Assumed",
                        "Extrapolated: what is needed",
                        "Extrapolated: what breaks first");
        assertThat(parts.get(1)).contains("event-cpu").doesNotContain("split-factor", "assumed");
        assertThat(parts.get(2)).contains("split-factor").doesNotContain("event-cpu", "redis-came");
        assertThat(parts.get(3)).contains("Nothing here was measured", "1,000 | 2,000,000");
    }

    @Test
    void theDocumentShowsTheTablesOfToday() throws IOException {
        run("--only", "capacity");

        assertThat(rowsOf(Files.readString(Path.of("../docs/scale.md"))))
                .as("docs/scale.md; ./parley simulate says what belongs there")
                .containsAll(rowsOf(out.toString()));
    }

    private static List<String> rowsOf(String text) {
        return text.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| --"))
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    @Test
    void jsonHasEverythingAndWhereEachFigureComesFrom() throws IOException {
        Path file = folder.resolve("in/a/folder.json");

        assertThat(run(
                        "--people",
                        "100000",
                        "--sample",
                        "500",
                        "--hot-rate",
                        "1",
                        "--cut",
                        "1",
                        "--json",
                        file.toString()))
                .isZero();

        JsonNode all = new JsonMapper().readTree(Files.readString(file));
        assertThat(all.path("costs").path("event-cpu").path("basis").asString()).isEqualTo("measured");
        JsonNode logs = all.path("needed").path(0).path("needs").path("logs");
        assertThat(logs.path("value").asDouble()).isPositive();
        assertThat(logs.path("assumed").toString()).contains("log-events").doesNotContain("event-cpu");
        for (String part : List.of("breakingPoints", "hotGroups", "reconnectStorms", "directoryLoads", "regionCuts")) {
            assertThat(all.path(part).size()).as(part).isPositive();
        }
    }

    @Test
    void costsThatJsonShowsCanBeReadAgain() throws IOException {
        Path file = folder.resolve("all.json");
        run("--only", "capacity", "--json", file.toString());
        Path costs = Files.writeString(
                folder.resolve("costs.json"),
                new JsonMapper().readTree(Files.readString(file)).path("costs").toString());
        String before = out.toString();
        out.getBuffer().setLength(0);

        assertThat(run("--only", "capacity", "--costs", costs.toString())).isZero();
        assertThat(out).hasToString(before);
    }

    @Test
    void theSameSeedSaysTheSame() {
        String[] small = {"--people", "100000", "--sample", "300", "--only", "storm,directory,region", "--seed", "4"};
        run(small);
        String first = out.toString();
        out.getBuffer().setLength(0);
        run(small);

        assertThat(out).hasToString(first);
    }

    @Test
    void whatCannotBeIsOneSentenceAndExit2() throws IOException {
        assertThat(run("--people", "0")).isEqualTo(2);
        assertThat(run("--groups", "10=0.5")).isEqualTo(2);
        assertThat(run("--online", "1.5")).isEqualTo(2);
        Path costs = Files.writeString(folder.resolve("costs.json"), "{\"tea\": 1}");
        assertThat(run("--costs", costs.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--people", "shares make 1", "online", "costs.json");
    }
}
