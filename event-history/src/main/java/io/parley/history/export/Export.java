package io.parley.history.export;

import io.parley.api.EventTypes;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The history in a folder of Parquet files; every further run adds what has been stored since. One process at a time. */
public final class Export {
    /** Events that are written at once, which bounds the memory. */
    public static final int CHUNK = 100_000;

    private static final int PROGRESS_EVENTS = 2_000;

    private final Path folder;
    private final int chunk;

    public Export(Path folder) {
        this(folder, CHUNK);
    }

    Export(Path folder, int chunk) {
        this.folder = folder;
        this.chunk = chunk;
    }

    /** Every table there can be, whether it has rows or not. */
    public static List<Table> tables() {
        return Stream.concat(EventTypes.all().map(type -> new EventTable(type).table()), Flat.TABLES.stream())
                .toList();
    }

    /** How far it is. */
    public long position(long since) {
        Manifest manifest = Manifest.read(folder);
        return manifest == null ? since : manifest.upTo();
    }

    /**
     * Adds everything up to the head of the history.
     *
     * @param since where a new export begins: above that position
     * @param progress is told positions
     * @throws HistoryException where the folder holds an export of something else
     */
    public Manifest run(History history, boolean texts, @Nullable Long since, LongConsumer progress)
            throws IOException, SQLException {
        Files.createDirectories(folder);
        Manifest manifest = begun(history, texts, since);
        removeUnfinished(manifest);
        Flat flat = new Flat(history, texts);
        history.between(0, manifest.since()).forEach(event -> flat.add(event, (table, row) -> {}));
        Resume.fill(flat, folder, manifest);
        try (ReadAhead events = new ReadAhead(
                        history.between(manifest.upTo(), history.head()).iterator());
                ChunkWriter writer = new ChunkWriter(folder, flat)) {
            while (manifest.upTo() < history.head()) {
                long upTo = Math.min(manifest.upTo() + chunk, history.head());
                for (long position = manifest.upTo(); position < upTo; position++) {
                    writer.add(events.next());
                    if (position % PROGRESS_EVENTS == 0) {
                        progress.accept(position);
                    }
                }
                manifest = manifest.with(writer.write(manifest.upTo(), upTo));
                manifest.write(folder);
                progress.accept(upTo);
            }
        }
        manifest.write(folder);
        return manifest;
    }

    private Manifest begun(History history, boolean texts, @Nullable Long since) {
        Manifest begun = Manifest.read(folder);
        String store = history.storeId();
        if (begun == null) {
            return Manifest.create(
                    store, texts, history.isPseudonymous(), since == null ? 0 : Math.min(since, history.head()));
        }
        if (!begun.store().equals(store)) {
            throw new HistoryException(
                    folder + " holds the export of another event store; export into another folder.");
        }
        if (begun.upTo() > history.head()) {
            throw new HistoryException(folder + " is ahead of this event store, which must have been restored from a"
                    + " backup; export into another folder.");
        }
        if (begun.texts() != texts) {
            throw new HistoryException(folder + " was begun with" + (begun.texts() ? "" : "out")
                    + " --texts; go on like that, or export into another folder.");
        }
        if (begun.pseudonymous() != history.isPseudonymous()) {
            throw new HistoryException(folder + " was begun with" + (begun.pseudonymous() ? "" : "out")
                    + " --pseudonymous; go on like that, or export into another folder.");
        }
        if (since != null && since != begun.since()) {
            throw new HistoryException(folder + " was begun with --since " + begun.since()
                    + "; leave --since away to go on, or export into another folder.");
        }
        return begun;
    }

    private void removeUnfinished(Manifest manifest) throws IOException {
        Set<Path> finished = manifest.parts().stream()
                .map(part -> folder.resolve(part.file()))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(".parquet") && !finished.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    static String countAndChecksum(Path folder, List<Manifest.Part> parts) {
        String files = parts.stream()
                .filter(Manifest.Part::event)
                .map(part -> Duck.quoted(folder.resolve(part.file()).toString()))
                .collect(Collectors.joining(", "));
        return "SELECT count(*), " + Checksum.SQL + " FROM (SELECT \"position\", event_id FROM read_parquet([" + files
                + "], union_by_name = true))";
    }

    /**
     * Reads everything again, both the export and the history.
     *
     * @throws HistoryException where a file was altered or is missing, or the export is not what the history says
     */
    public Manifest check(History history) throws IOException, SQLException {
        Manifest manifest = Manifest.read(folder);
        if (manifest == null) {
            throw new HistoryException(folder + " holds no export.");
        }
        for (Manifest.Part part : manifest.parts()) {
            Path file = folder.resolve(part.file());
            if (!Files.exists(file) || !ChunkWriter.sha256(file).equals(part.sha256())) {
                throw new HistoryException(file + " is missing or not as it was written.");
            }
        }
        try (Duck duck = Duck.open(folder.resolve("spill"))) {
            for (Manifest.Chunk each : manifest.chunks()) {
                Checksum expected = new Checksum();
                history.between(each.above(), each.upTo()).forEach(expected::add);
                duck.each(countAndChecksum(folder, each.parts()), row -> {
                    if (row.getLong(1) != expected.count() || !expected.text().equals(row.getString(2))) {
                        throw new HistoryException("Positions " + (each.above() + 1) + " to " + each.upTo()
                                + " of the export are not what the history holds.");
                    }
                });
            }
        }
        return manifest;
    }
}
