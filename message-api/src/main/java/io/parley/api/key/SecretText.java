package io.parley.api.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An option that may hold a secret, such as a password in a URI. */
public final class SecretText {
    private static final String FILE = "file:";

    private SecretText() {}

    /** The message is one sentence for the operator. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(Path file, IOException cause) {
            super("The file " + file + ", which an option names, cannot be read.", cause);
        }
    }

    /**
     * What is given, or where it is {@code file:PATH}, what that file holds, so that a secret stands in no command line and no environment.
     *
     * @return null for nothing or blank
     * @throws Unreadable where the file cannot be read
     */
    public static @Nullable String of(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        if (!given.startsWith(FILE)) {
            return given;
        }
        Path file = Path.of(given.substring(FILE.length()));
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Unreadable(file, e);
        }
    }
}
