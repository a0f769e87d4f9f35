package io.parley.history.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parley.history.Asked;
import io.parley.history.bench.Invented;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--dump-dom");

    @TempDir
    Path folder;

    private String report(int events) throws Exception {
        Path data = folder.resolve("data");
        try (Invented invented = new Invented(data, Instant.parse("2026-11-24T12:00:00Z"), 1)) {
            invented.write(events);
        }
        Path page = folder.resolve("report.html");
        Asked asked = Asked.of(data, "report", "--out", page.toString());
        assertThat(asked.err()).isEmpty();
        return Files.readString(page);
    }

    @Test
    void thePageNeedsNothingElseAndNamesNobody() throws Exception {
        String page = report(6_000);

        assertThat(page).containsPattern("<b>[0-9.k,]+</b><span>messages</span>");
        assertThat(page.split("<svg", -1)).hasSize(7);
        assertThat(page)
                .doesNotContain("NaN", "Infinity", "{{", "Nothing of this", "<script", "http:", "https:", "person1");
    }

    @Test
    void aHistoryWithoutMessagesSaysSo() throws Exception {
        assertThat(report(0)).contains("Nothing of this has happened yet.").doesNotContain("NaN", "{{");
    }

    @Test
    void aBrowserDrawsIt() throws Exception {
        Path browser = Path.of("/usr/bin/chromium");
        assumeThat(Files.isExecutable(browser)).as("there is a browser").isTrue();
        report(3_000);
        Path dom = folder.resolve("dom.html");
        List<String> command = new ArrayList<>(List.of(browser.toString()));
        command.addAll(FLAGS);
        command.add("--user-data-dir=" + folder.resolve("profile"));
        command.add(folder.resolve("report.html").toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(dom).split("</svg>", -1)).hasSize(7);
    }
}
