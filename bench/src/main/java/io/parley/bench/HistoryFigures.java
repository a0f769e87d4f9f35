package io.parley.bench;

import io.parley.bench.report.Figure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the event history's own measurement says, run in a process with a heap of 512 MiB. */
final class HistoryFigures {
    private static final Pattern RATE =
            Pattern.compile("(replay|export): .*, ([\\d,]+) a second, peak heap (\\d+) MiB.*");
    private static final Pattern AS_OF = Pattern.compile("as-of on .*: (\\d+) ms");

    private HistoryFigures() {}

    /** @throws IllegalStateException with what it said, where it fails */
    static List<Figure> measure() throws IOException, InterruptedException {
        Path jar = Path.of(System.getProperty("parley.history.jar", "event-history/target/parley-history-app.jar"));
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing; ./parley bench --only replay builds it.");
        }
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar.toString(),
                        "bench")
                .redirectErrorStream(true)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = tool.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
            }
        } finally {
            tool.destroy();
        }
        if (tool.waitFor() != 0) {
            throw new IllegalStateException("The event history could not be measured: " + said);
        }
        return figures(said);
    }

    static List<Figure> figures(List<String> said) {
        List<Figure> figures = new ArrayList<>();
        double asOf = Double.MAX_VALUE;
        for (String line : said) {
            Matcher rate = RATE.matcher(line);
            if (rate.matches()) {
                String what = rate.group(1);
                double events = Double.parseDouble(rate.group(2).replace(",", ""));
                figures.add(
                        new Figure("history." + what, what + " of 1,000,000 events", events, "events/s", "100,000"));
                figures.add(new Figure(
                        "history." + what + ".heap",
                        what + ": peak heap",
                        Double.parseDouble(rate.group(3)),
                        "MiB",
                        "at most 512"));
            }
            Matcher moment = AS_OF.matcher(line);
            if (moment.matches()) {
                asOf = Math.min(asOf, Double.parseDouble(moment.group(1)));
            }
        }
        if (figures.isEmpty() || asOf == Double.MAX_VALUE) {
            throw new IllegalStateException("The event history said nothing that can be read: " + said);
        }
        figures.add(new Figure("history.as-of", "as-of on 100,000 messages, best of three", asOf, "ms", "under 1,000"));
        return figures;
    }
}
