package io.parley.history.command;

import io.parley.history.export.Export;
import io.parley.history.people.People;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.sql.Answer;
import io.parley.history.sql.Database;
import io.parley.history.text.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sql",
        description = {
            "Answers a query in DuckDB's SQL over an export, or, without --export, straight over the history, texts opened, by way"
                    + " of an export that is deleted afterwards.",
            "Beside the export's tables there are the views deliveries, reads and stays. SHOW TABLES lists all; times are UTC."
        },
        footer = {
            "",
            "  history sql 'SELECT kind, count(*) FROM messages GROUP BY kind'",
            "  history sql --export export --file docs/questions/delivery-latency-by-hour.sql --format csv"
        })
public final class Sql extends Question {
    @Parameters(paramLabel = "QUERY", arity = "0..1", description = "The query.")
    private @Nullable String query;

    @Option(names = "--file", paramLabel = "FILE", description = "The query stands in that file.")
    private @Nullable Path file;

    @Option(names = "--export", paramLabel = "DIR", description = "Ask that export, as far as it goes.")
    private @Nullable Path export;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table, csv, or json (a line a row). Default: ${DEFAULT-VALUE}.")
    private Answer.Form form = Answer.Form.TABLE;

    @Override
    void run(History history, People people, Shown shown) throws Exception {
        String sql = query();
        Path own = Files.createTempDirectory("parley-history");
        try {
            Path asked = export == null ? own : export;
            if (export == null) {
                new Export(own).run(history, true, null, position -> {});
            }
            try (Database database = Database.open(asked, own.resolve("spill"))) {
                Answer.write(database, sql, form, out());
            }
        } finally {
            delete(own);
        }
    }

    private String query() throws IOException {
        if ((query == null) == (file == null)) {
            throw new HistoryException("Give a query, or --file with one.");
        }
        if (file == null) {
            return String.valueOf(query);
        }
        if (!Files.isReadable(file)) {
            throw new HistoryException(file + " cannot be read.");
        }
        return Files.readString(file);
    }

    static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
