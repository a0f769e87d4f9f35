package io.parley.api.account.user;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may know something of a person. */
public enum Audience {
    EVERYBODY,
    /** Whoever is in a group with the person, or has had a message from them. */
    CONTACTS,
    NOBODY;

    /** As people write it, in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty where the text names none. */
    public static Optional<Audience> parse(String text) {
        return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
    }
}
