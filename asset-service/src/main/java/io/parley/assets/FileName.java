package io.parley.assets;

import io.parley.api.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an uploaded file is called. */
final class FileName {
    private static final int MOST_CHARS = 255;
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

    private FileName() {}

    /**
     * The last part of a path, without what cannot be seen.
     *
     * @throws ProblemException {@code bad_request} that names the field, where nothing is left
     */
    static String of(String field, @Nullable String given) {
        String path = given == null ? "" : given;
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        String name = NOT_IN_NAMES.matcher(last).replaceAll("").strip();
        if (name.isEmpty() || name.length() > MOST_CHARS || name.equals(".") || name.equals("..")) {
            throw ProblemException.badRequest(
                    "'" + field + "' must be a file's name of 1 to " + MOST_CHARS + " characters.");
        }
        return name;
    }
}
