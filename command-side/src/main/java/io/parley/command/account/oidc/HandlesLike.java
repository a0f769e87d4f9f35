package io.parley.command.account.oidc;

import io.parley.api.account.handle.HandleName;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Handles that resemble what a provider calls somebody. */
final class HandlesLike {
    private static final String ANYBODY = "user";
    private static final int LEAST = 2;
    private static final int MOST = 24;
    private static final int COUNTED = 9;
    private static final int DRAWN = 20;
    private static final int NUMBERS = 1_000_000;

    private HandlesLike() {}

    /** The most like one first, then numbered ones, then some with a number that is drawn. */
    static Stream<HandleName> of(@Nullable String name) {
        String stem = stem(name == null ? "" : name);
        return Stream.concat(
                        Stream.concat(
                                Stream.of(stem),
                                IntStream.rangeClosed(2, COUNTED).mapToObj(number -> stem + '-' + number)),
                        Stream.generate(() ->
                                        stem + '-' + ThreadLocalRandom.current().nextInt(NUMBERS))
                                .limit(DRAWN))
                .map(HandleName::new);
    }

    /** Of an address the part before the at sign. */
    private static String stem(String name) {
        int end = name.indexOf('@');
        String plain = (end > 0 ? name.substring(0, end) : name)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[._-]+|[._-]+$", "");
        String cut = plain.length() > MOST ? plain.substring(0, MOST) : plain;
        return cut.length() < LEAST ? ANYBODY : cut;
    }
}
