package io.parley.api.account.handle;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A login name in its one spelling: 2 to 32 of {@code a-z 0-9 . _ -}, the first a letter or digit. */
public record HandleName(String value) {
    /** What a person may be told when theirs does not fit. */
    public static final String RULE = "2 to 32 letters a-z, digits, '.', '_' or '-', starting with a letter or digit";

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{1,31}");

    public HandleName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a handle is " + RULE);
        }
    }

    /** Lower-cases what somebody typed; empty where that is no handle. */
    public static Optional<HandleName> parse(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return FORM.matcher(lower).matches() ? Optional.of(new HandleName(lower)) : Optional.empty();
    }
}
