package io.parley.api.operator;

import io.parley.api.key.PrivateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a running server takes what only whoever holds its data folder may ask for, written down in that folder.
 *
 * @param url of the server, reached from the same machine
 * @param token that stands for a log-in; another one at each start
 */
public record OperatorDoor(URI url, String token) {
    /** The request header that carries the token. */
    public static final String HEADER = "Parley-Operator";

    public static final String ERASURES = "/operator/erasures";
    public static final String USES = "/operator/uses";

    private static final String FILE = "operator";
    private static final int LINES = 2;

    /** Readable by its owner only. */
    public void write(Path data) throws IOException {
        PrivateFile.replace(data.resolve(FILE), (url + "\n" + token + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Empty where no server runs; one that was killed left its own behind, at which nobody answers. */
    public static Optional<OperatorDoor> read(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(data.resolve(FILE));
            return lines.size() == LINES
                    ? Optional.of(new OperatorDoor(URI.create(lines.getFirst()), lines.getLast()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    public static void remove(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(FILE));
    }

    /** Without the token, so that it reaches no log. */
    @Override
    public String toString() {
        return "OperatorDoor[" + url + "]";
    }
}
