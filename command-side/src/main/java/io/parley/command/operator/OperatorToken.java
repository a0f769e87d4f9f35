package io.parley.command.operator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** What whoever holds the data folder shows instead of a log-in; another one at each start. */
public final class OperatorToken {
    private static final int BYTES = 32;

    private final String text;

    private OperatorToken(String text) {
        this.text = text;
    }

    static OperatorToken create() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new OperatorToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public String text() {
        return text;
    }

    boolean is(String shown) {
        return MessageDigest.isEqual(bytes(text), bytes(shown));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Without it, so that it reaches no log. */
    @Override
    public String toString() {
        return "OperatorToken";
    }
}
