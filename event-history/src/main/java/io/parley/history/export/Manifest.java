package io.parley.history.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.history.source.HistoryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an export holds; {@code manifest.json} in its folder. Files that it does not name do not count.
 *
 * @param store whose history it is
 * @param texts whether it holds opened texts
 * @param pseudonymous whether it has stand-ins for people and texts
 * @param since it holds what stands above that position
 */
public record Manifest(int format, String store, boolean texts, boolean pseudonymous, long since, List<Chunk> chunks) {
    static final int FORMAT = 1;
    private static final String FILE = "manifest.json";
    private static final ObjectMapper JSON = NamedEventSerializer.mapper();

    /**
     * What was written at once: above one position, up to another.
     *
     * @param checksum of its events, see {@link Checksum}
     */
    public record Chunk(long above, long upTo, long events, String checksum, List<Part> parts) {}

    /** @param event whether its table is that of an event type */
    public record Part(String table, boolean event, String file, long rows, String sha256) {}

    static Manifest create(String store, boolean texts, boolean pseudonymous, long since) {
        return new Manifest(FORMAT, store, texts, pseudonymous, since, List.of());
    }

    /** Null where there is none. */
    public static @Nullable Manifest read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            Manifest manifest = JSON.readValue(file.toFile(), Manifest.class);
            if (manifest.format() != FORMAT) {
                throw new HistoryException(
                        file + " has format " + manifest.format() + ", and this version writes " + FORMAT + ".");
            }
            return manifest;
        } catch (IOException e) {
            throw new HistoryException(file + " cannot be read; export into another folder.", e);
        }
    }

    /** The last position that it holds. */
    public long upTo() {
        return chunks.isEmpty() ? since : chunks.getLast().upTo();
    }

    public long events() {
        return chunks.stream().mapToLong(Chunk::events).sum();
    }

    public List<Part> parts() {
        return chunks.stream().flatMap(chunk -> chunk.parts().stream()).toList();
    }

    Manifest with(Chunk chunk) {
        List<Chunk> more = new ArrayList<>(chunks);
        more.add(chunk);
        return new Manifest(format, store, texts, pseudonymous, since, more);
    }

    /** All or nothing. */
    void write(Path folder) throws IOException {
        Path fresh = folder.resolve(FILE + ".new");
        Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
