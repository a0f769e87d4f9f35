package io.parley.history.export;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/** Brings back what an interrupted export, or the last one, remembered: from its own files. */
final class Resume {
    private Resume() {}

    static void fill(Flat flat, Path folder, Manifest manifest) throws SQLException {
        try (Duck duck = Duck.open(folder.resolve("spill"))) {
            if (has(manifest, "memberships")) {
                duck.each(
                        "SELECT conversation, count(*) FILTER (change = 'came') - count(*) FILTER (change = 'went') FROM "
                                + files(folder, manifest, "memberships")
                                + " WHERE kind = 'group' GROUP BY conversation",
                        row -> flat.groups.merge(row.getString(1), row.getInt(2), Integer::sum));
            }
            if (has(manifest, "came_online")) {
                String ended = has(manifest, "presence_sessions")
                        ? " ANTI JOIN " + files(folder, manifest, "presence_sessions")
                                + " s ON s.member = c.\"user\" AND s.generation = c.generation"
                        : "";
                duck.each(
                        "SELECT c.\"user\", c.generation, c.last_seen FROM " + files(folder, manifest, "came_online")
                                + " c" + ended + " ORDER BY c.\"position\"",
                        row -> flat.online.put(
                                new Flat.Online(row.getString(1), row.getLong(2)),
                                row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
            }
        }
    }

    private static boolean has(Manifest manifest, String table) {
        return manifest.parts().stream().anyMatch(part -> part.table().equals(table));
    }

    private static String files(Path folder, Manifest manifest, String table) {
        return manifest.parts().stream()
                .filter(part -> part.table().equals(table))
                .map(part -> Duck.quoted(folder.resolve(part.file()).toString()))
                .collect(Collectors.joining(", ", "read_parquet([", "])"));
    }
}
