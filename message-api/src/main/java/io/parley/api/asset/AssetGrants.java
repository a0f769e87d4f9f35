package io.parley.api.asset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.api.Sealed;
import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import io.parley.api.key.SecretKeyFile;
import io.parley.api.serialization.NamedEventSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who can read an asset is given, for one purpose and a while: a signed text that says what it is for, so that whoever checks it
 * asks nobody. The secret is shared by all processes of a system. Thread-safe.
 */
public final class AssetGrants {
    private static final ObjectMapper JSON = NamedEventSerializer.mapper();
    private static final char SEPARATOR = '.';

    private final SecretKeyFile secret;
    private final Clock clock;

    /** What a grant is good for. */
    public enum Purpose {
        /** To send it in a message. */
        ATTACH,
        /** To fetch it without a token, as a picture in a page is. */
        FETCH
    }

    /**
     * @param user whom it was given to
     * @param name of the file, readable: whoever has the grant can read the asset
     * @param width and {@code height}: as in {@link AssetStored}
     */
    public record Grant(
            Purpose purpose,
            AssetId asset,
            UserId user,
            String type,
            long size,
            String name,
            @Nullable Integer width,
            @Nullable Integer height) {
        /** @param sealed the file's name, for whoever is to read it */
        public Attachment attachment(Sealed sealed) {
            return new Attachment(asset, type, size, sealed, width, height);
        }
    }

    private record Signed(Grant grant, Instant until) {}

    private AssetGrants(SecretKeyFile secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** @param file holds the secret; made, readable by its owner only, where it is missing */
    public static AssetGrants from(Path file, Clock clock) {
        return new AssetGrants(SecretKeyFile.openOrCreate(file), clock);
    }

    public String sign(Grant grant, Duration validity) {
        try {
            byte[] json =
                    JSON.writeValueAsBytes(new Signed(grant, clock.instant().plus(validity)));
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(json);
            return text + SEPARATOR + secret.macText(text.getBytes(StandardCharsets.US_ASCII));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a grant cannot be written", e);
        }
    }

    /** Empty for what was not signed here, is over, or is for another purpose. */
    public Optional<Grant> read(String text, Purpose purpose) {
        int end = text.lastIndexOf(SEPARATOR);
        if (end < 0 || !isOurs(text.substring(0, end), text.substring(end + 1))) {
            return Optional.empty();
        }
        try {
            Signed signed = JSON.readValue(Base64.getUrlDecoder().decode(text.substring(0, end)), Signed.class);
            return signed.until().isAfter(clock.instant()) && signed.grant().purpose() == purpose
                    ? Optional.of(signed.grant())
                    : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a grant that was signed here cannot be read", e);
        }
    }

    private boolean isOurs(String text, String mac) {
        return MessageDigest.isEqual(
                secret.macText(text.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII),
                mac.getBytes(StandardCharsets.UTF_8));
    }
}
