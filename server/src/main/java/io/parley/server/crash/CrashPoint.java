package io.parley.server.crash;

import java.util.Arrays;
import java.util.Locale;

/** A moment between two steps that a crash must not be able to tear apart. */
public enum CrashPoint {
    /** A person's key is on the disk, the event that is sealed with it is not. */
    AFTER_KEY,
    /** Events are synced; neither streams nor callers know. */
    AFTER_APPEND,
    /** A batch is in the views, nobody was told, its token is not stored. */
    AFTER_VIEWS,
    /** A batch was announced, its token is not stored. */
    AFTER_ANNOUNCEMENT,
    /** A token is stored, the views' file is not yet committed. */
    AFTER_TOKEN;

    /** As in the system property. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static CrashPoint of(String text) {
        return Arrays.stream(values())
                .filter(point -> point.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Crash.PROPERTY + " names no crash point: " + text));
    }
}
