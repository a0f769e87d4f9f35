package io.parley.torture.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a check found wrong. */
public final class Findings {
    private static final int MOST_CHARS = 300;

    private final List<String> found = new ArrayList<>();

    public void equal(String what, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            found.add(what + ": expected " + shortened(expected) + ", found " + shortened(actual));
        }
    }

    public void hold(String what, boolean holds) {
        if (!holds) {
            found.add(what);
        }
    }

    public List<String> all() {
        return List.copyOf(found);
    }

    /** @throws Broken unless nothing was found */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new Broken(found);
        }
    }

    private static String shortened(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
    }
}
