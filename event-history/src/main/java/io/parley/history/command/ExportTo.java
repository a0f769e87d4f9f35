package io.parley.history.command;

import io.parley.history.export.Export;
import io.parley.history.export.Manifest;
import io.parley.history.people.People;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.text.Shown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = {
            "Writes the history as Parquet files: a table an event type, and flat ones: messages, receipts, memberships,"
                    + " presence_sessions, people. The next run adds what has been stored since; one that was interrupted is gone on with.",
            "Each file is read back and held against the events before it counts."
        },
        footer = {"", "  history export --to export", "  history export --to export --check"})
public final class ExportTo extends Question {
    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder of the export; made if missing.")
    private Path to = Path.of("");

    @Option(
            names = "--since",
            paramLabel = "POS",
            description = "Begin a new export above that position. Default: everything.")
    private @Nullable Long since;

    @Option(
            names = "--texts",
            description =
                    "With bodies, handles and names, opened. What is erased later stays in an export that has them.")
    private boolean texts;

    @Option(
            names = "--check",
            description = "Export nothing: read the export and the history again, and hold one against the other.")
    private boolean check;

    @Override
    void run(History history, People people, Shown shown) throws Exception {
        if (since != null && since < 0) {
            throw new HistoryException("--since must be 0 or more, not " + since + ".");
        }
        Export export = new Export(to);
        if (check) {
            Manifest manifest = export.check(history);
            out().printf(
                            Locale.ROOT,
                            "%,d events in %,d files are as they were written, and are what the history holds.%n",
                            manifest.events(),
                            manifest.parts().size());
            return;
        }
        long begun = System.nanoTime();
        long from = export.position(since == null ? 0 : since);
        Manifest manifest = Progress.of(
                "export",
                history.head() - from,
                done -> export.run(history, texts, since, position -> done.accept(position - from)));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        long added = Math.max(0, history.head() - from);
        out().printf(
                        Locale.ROOT,
                        "%,d events added in %.1f s (%,.0f a second); %s holds %,d events in %,d files.%n",
                        added,
                        took.toMillis() / 1000.0,
                        added * 1000.0 / Math.max(1, took.toMillis()),
                        to,
                        manifest.events(),
                        manifest.parts().size());
    }
}
