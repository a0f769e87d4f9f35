package io.parley.api.conversation;

import io.parley.api.Epoch;
import java.util.Optional;

/**
 * Where a resume may start: everything up to and including the position was written to the views and announced, by every processing
 * group and segment.
 *
 * @param position -1 before the first event
 */
public record Mark(Epoch epoch, long position) {
    /** The opaque text that clients keep. */
    public String text() {
        return epoch.value() + '.' + position;
    }

    /** Empty for a text that never was a mark. */
    public static Optional<Mark> parse(String text) {
        int dot = text.lastIndexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Mark(new Epoch(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1))));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }
}
