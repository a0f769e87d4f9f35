package io.parley.command.http;

import io.parley.api.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Checks of request fields; what fails is a {@code bad_request} that names the field. */
public final class Fields {
    private Fields() {}

    public static <T> T require(String field, @Nullable T value) {
        if (value == null) {
            throw ProblemException.badRequest("'" + field + "' is missing.");
        }
        return value;
    }

    /** The text without blanks around it, {@code min} to {@code max} characters (code points) and no control characters. */
    public static String line(String field, String text, int min, int max) {
        String stripped = text.strip();
        length(field, stripped, min, max);
        if (stripped.codePoints().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest("'" + field + "' must not hold control characters.");
        }
        return stripped;
    }

    public static void length(String field, String text, int min, int max) {
        int length = text.codePointCount(0, text.length());
        if (length < min || length > max) {
            throw ProblemException.badRequest("'" + field + "' must have " + min + " to " + max + " characters.");
        }
    }
}
