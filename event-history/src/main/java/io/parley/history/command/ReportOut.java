package io.parley.history.command;

import io.parley.history.export.Export;
import io.parley.history.people.People;
import io.parley.history.report.Report;
import io.parley.history.source.History;
import io.parley.history.sql.Database;
import io.parley.history.text.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description = {
            "Writes one page of plots that needs nothing else: how long messages take to arrive and to be read, when and how much is"
                    + " written, active people, fan-out.",
            "It names nobody and quotes nothing."
        },
        footer = {"", "  history report --out report.html"})
public final class ReportOut extends Reading {
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The page, HTML.")
    private Path file = Path.of("");

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description =
                    "Of that export, as far as it goes. Default: of everything, by way of an export that is deleted afterwards.")
    private @Nullable Path export;

    @Override
    void run(History history, People people, Shown shown) throws Exception {
        Path own = Files.createTempDirectory("parley-history");
        try {
            Path asked = export == null ? own : export;
            if (export == null) {
                new Export(own).run(history, false, null, position -> {});
            }
            try (Database database = Database.open(asked, own.resolve("spill"))) {
                String asOf = String.format(
                        Locale.ROOT, "%,d events, up to position %,d", database.events(), database.upTo());
                Files.writeString(file, Report.of(database, asOf));
            }
        } finally {
            Sql.delete(own);
        }
        out().println("Written to " + file);
    }
}
