package io.parley.command.account.token;

import io.parley.api.id.DeviceId;
import io.parley.api.key.SecretKeyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes refresh tokens and reads back only those it wrote. The text follows from what it says, so that the successor
 * of a token can be given a second time without being stored. Thread-safe.
 */
public final class RefreshTokens {
    private static final int MAX_LENGTH = 256;
    private static final String PREFIX = "prt1.";
    private static final Pattern CONTENT = Pattern.compile("([0-9a-f-]{36})/(\\d{1,18})/(\\d{1,18})");

    private final SecretKeyFile secret;

    private RefreshTokens(SecretKeyFile secret) {
        this.secret = secret;
    }

    /** @param file holds the secret; made, readable by its owner only, where it is missing */
    public static RefreshTokens from(Path file) {
        return new RefreshTokens(SecretKeyFile.openOrCreate(file));
    }

    public String write(RefreshToken token) {
        String content = token.device().value() + '/' + token.sid() + '/' + token.generation();
        String encoded = PREFIX + encode(content.getBytes(StandardCharsets.US_ASCII));
        return encoded + '.' + secret.macText(encoded.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty where these are not exactly the characters of a token from here. */
    public Optional<RefreshToken> read(String text) {
        int dot = text.lastIndexOf('.');
        if (text.length() > MAX_LENGTH || dot < PREFIX.length() || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] expected = secret.macText(bytes(text.substring(0, dot))).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, bytes(text.substring(dot + 1)))) {
            return Optional.empty();
        }
        String content = new String(
                Base64.getUrlDecoder().decode(text.substring(PREFIX.length(), dot)), StandardCharsets.US_ASCII);
        Matcher matcher = CONTENT.matcher(content);
        return matcher.matches() ? Optional.of(parsed(matcher)) : Optional.empty();
    }

    private static RefreshToken parsed(Matcher matcher) {
        return new RefreshToken(
                new DeviceId(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
