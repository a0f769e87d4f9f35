package io.parley.history.sql;

import io.parley.history.export.Duck;
import io.parley.history.export.Export;
import io.parley.history.export.Manifest;
import io.parley.history.export.Table;
import io.parley.history.source.HistoryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** An export as tables, and views over them that most questions need. */
public final class Database implements AutoCloseable {
    /** From when to when, in seqs, who was in which conversation; both ends are seen, and the end is null while it lasts. */
    private static final String STAYS = """
            CREATE VIEW stays AS
            SELECT conversation, member, kind, seq AS from_seq,
                   (SELECT min(w.seq) FROM memberships w
                    WHERE w.conversation = c.conversation AND w.member = c.member AND w.change = 'went'
                      AND w.seq >= c.seq) AS to_seq,
                   changed AS came
            FROM memberships c WHERE change = 'came'""";

    /** A row for each message and each member who has it; how long it took, in milliseconds. */
    private static final String DELIVERIES = """
            CREATE VIEW deliveries AS
            WITH steps AS (SELECT conversation, member, moved, unnest(range(delivered_before + 1, delivered + 1)) AS seq
                           FROM receipts WHERE delivered > delivered_before)
            SELECT m.conversation, m.seq, m.sender, r.member, m.kind, m.sent, r.moved AS delivered,
                   epoch_ms(r.moved) - epoch_ms(m.sent) AS delivery_ms
            FROM steps r
            JOIN messages m ON m.conversation = r.conversation AND m.seq = r.seq AND m.sender <> r.member
            JOIN stays s ON s.conversation = r.conversation AND s.member = r.member
                        AND r.seq >= s.from_seq AND r.seq <= coalesce(s.to_seq, r.seq)""";

    private static final String READS = DELIVERIES
            .replace("VIEW deliveries", "VIEW reads")
            .replace("delivered_before", "read_before")
            .replace("delivered + 1", "\"read\" + 1")
            .replace("WHERE delivered >", "WHERE \"read\" >")
            .replace("AS delivered,", "AS \"read\",")
            .replace("AS delivery_ms", "AS read_ms");

    private final Duck duck;
    private final Manifest manifest;

    private Database(Duck duck, Manifest manifest) {
        this.duck = duck;
        this.manifest = manifest;
    }

    /** @throws HistoryException where the folder holds no export */
    public static Database open(Path export, Path spill) throws SQLException {
        Manifest manifest = Manifest.read(export);
        if (manifest == null) {
            throw new HistoryException(export + " holds no export; make one with history export --to " + export + ".");
        }
        Duck duck = Duck.open(spill);
        boolean opened = false;
        try {
            for (Table table : Export.tables()) {
                duck.run("CREATE VIEW " + table.quoted() + " AS " + select(export, manifest, table));
            }
            duck.run(STAYS);
            duck.run(DELIVERIES);
            duck.run(READS);
            opened = true;
            return new Database(duck, manifest);
        } finally {
            if (!opened) {
                duck.close();
            }
        }
    }

    private static String select(Path export, Manifest manifest, Table table) {
        List<String> files = manifest.parts().stream()
                .filter(part -> part.table().equals(table.name()))
                .map(part -> Duck.quoted(export.resolve(part.file()).toString()))
                .toList();
        return files.isEmpty()
                ? table.emptySelect()
                : files.stream()
                        .collect(Collectors.joining(", ", "SELECT * FROM read_parquet([", "], union_by_name = true)"));
    }

    public long events() {
        return manifest.events();
    }

    /** The position of the last event. */
    public long upTo() {
        return manifest.upTo();
    }

    public Duck duck() {
        return duck;
    }

    @Override
    public void close() throws SQLException {
        duck.close();
    }
}
