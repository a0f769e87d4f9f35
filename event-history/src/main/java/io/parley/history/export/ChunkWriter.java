package io.parley.history.export;

import io.parley.history.source.HistoryException;
import io.parley.history.source.Occurrence;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Gathers the rows of a chunk in memory and writes them as one Parquet file a table. */
final class ChunkWriter implements AutoCloseable {
    private final Path folder;
    private final Duck duck;
    private final Flat flat;
    private final Map<Class<?>, EventTable> eventTables = new HashMap<>();
    private final Map<Table, Filling> filling = new LinkedHashMap<>();
    private Checksum checksum = new Checksum();

    private static final class Filling {
        private final DuckDBAppender rows;
        private long count;

        Filling(DuckDBAppender rows) {
            this.rows = rows;
        }
    }

    ChunkWriter(Path folder, Flat flat) throws SQLException {
        this.folder = folder;
        this.flat = flat;
        this.duck = Duck.open(folder.resolve("spill"));
    }

    void add(Occurrence event) {
        EventTable table = eventTables.computeIfAbsent(event.payload().getClass(), EventTable::new);
        append(table.table(), table.row(event));
        flat.add(event, this::append);
        checksum.add(event);
    }

    private void append(Table table, @Nullable Object... row) {
        try {
            Filling of = filling.get(table);
            if (of == null) {
                duck.run(table.definition());
                of = new Filling(duck.connection().createAppender("main", table.name()));
                filling.put(table, of);
            }
            of.rows.beginRow();
            for (Object value : row) {
                Column.append(of.rows, value);
            }
            of.rows.endRow();
            of.count++;
        } catch (SQLException e) {
            throw new HistoryException("A row cannot be exported to " + table.name() + ": " + e.getMessage(), e);
        }
    }

    /** @throws HistoryException where what was written is not what was read */
    Manifest.Chunk write(long above, long upTo) throws SQLException, IOException {
        List<Manifest.Part> parts = new ArrayList<>();
        for (Map.Entry<Table, Filling> each : filling.entrySet()) {
            parts.add(write(each.getKey(), each.getValue(), above, upTo));
        }
        requireWhole(parts);
        Manifest.Chunk chunk = new Manifest.Chunk(above, upTo, checksum.count(), checksum.text(), parts);
        for (Table table : filling.keySet()) {
            duck.run("DROP TABLE " + table.quoted());
        }
        filling.clear();
        checksum = new Checksum();
        return chunk;
    }

    private Manifest.Part write(Table table, Filling rows, long above, long upTo) throws SQLException, IOException {
        rows.rows.close();
        String file = String.format("%s/%012d-%012d.parquet", table.name(), above + 1, upTo);
        Path path = folder.resolve(file);
        Files.createDirectories(folder.resolve(table.name()));
        duck.run("COPY " + table.quoted() + " TO " + Duck.quoted(path.toString())
                + " (FORMAT parquet, COMPRESSION zstd)");
        return new Manifest.Part(table.name(), table.isOfEvents(), file, rows.count, sha256(path));
    }

    private void requireWhole(List<Manifest.Part> parts) throws SQLException {
        duck.each(Export.countAndChecksum(folder, parts), row -> {
            if (row.getLong(1) != checksum.count() || !checksum.text().equals(row.getString(2))) {
                throw new HistoryException(
                        "What was written to " + folder + " is not what was read: is the disk sound?");
            }
        });
        for (Manifest.Part part : parts) {
            duck.each(
                    "SELECT count(*) FROM read_parquet("
                            + Duck.quoted(folder.resolve(part.file()).toString()) + ")",
                    row -> {
                        if (row.getLong(1) != part.rows()) {
                            throw new HistoryException(part.file() + " has not all of its rows: is the disk sound?");
                        }
                    });
        }
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Filling each : filling.values()) {
            each.rows.close();
        }
        duck.close();
    }
}
