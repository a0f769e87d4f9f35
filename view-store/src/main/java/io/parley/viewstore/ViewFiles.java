package io.parley.viewstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where the views lie in a data folder.
 *
 * @param current what a server works on
 * @param rebuilt made anew beside it, whole as soon as it is there; a starting server takes it in place of the current one
 */
public record ViewFiles(Path current, Path rebuilt) {
    public static ViewFiles in(Path data) {
        return new ViewFiles(data.resolve("views.mv"), data.resolve("views.rebuilt.mv"));
    }

    /**
     * Only for the one who may write to the folder. A crash leaves either the old file or the new one in place.
     *
     * @return whether there was a rebuilt one
     * @throws ViewStoreException in one sentence where it cannot be moved
     */
    public boolean takeRebuilt() {
        if (!Files.exists(rebuilt)) {
            return false;
        }
        try {
            Files.move(rebuilt, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new ViewStoreException(
                    "The rebuilt views " + rebuilt + " cannot take the place of " + current
                            + "; give this user the right to, or remove them.",
                    e);
        }
    }
}
