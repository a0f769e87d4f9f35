package io.parley.eventstore;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the log was up to an event: kept elsewhere, it proves later that nothing of it was altered, removed, or put in between, not even by
 * somebody who can write all of the store.
 *
 * @param position of the last event that it stands for; 0 for none
 * @param hash 64 hexadecimal digits, of a SHA-256 over each event and the hash before it
 */
public record Anchor(long position, String hash) {
    private static final Pattern TEXT = Pattern.compile("#(\\d{1,18}) ([0-9a-f]{64})");

    /** Empty for what {@link #toString} does not write. */
    public static Optional<Anchor> parse(String text) {
        Matcher anchor = TEXT.matcher(text.strip());
        return anchor.matches()
                ? Optional.of(new Anchor(Long.parseLong(anchor.group(1)), anchor.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "#" + position + " " + hash;
    }
}
