package io.parley.api.key;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of keys cannot be used; the message is one sentence for the operator. */
public final class KeyFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what is wrong with it, such as {@code is not a JSON Web Key set} */
    public KeyFileException(Path file, String what, @Nullable Throwable cause) {
        super(
                "The key file " + file + " " + what + "; put the right one back from a backup of the keys folder.",
                cause);
    }
}
