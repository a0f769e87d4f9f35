package io.parley.assets;

import io.parley.assets.scan.Clamd;
import io.parley.assets.scan.Scanner;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Options of assets.
 *
 * @param largest that may be uploaded
 * @param quota that one person's assets may have together
 * @param largestPicture in pixels, width times height; what says that it is larger is refused before anything decodes it
 * @param reserve free space of the disk with the data folder that no upload touches, so that messages are still taken when files have filled the rest
 * @param attachWithin how long after the upload an asset can be attached with the grant that its answer has
 * @param fetchWithin how long an address works that needs no token
 * @param collectAfter how long an asset stays that no message carries and no profile shows, and how long an upload may take in all
 * @param clamd {@code host:port} of a ClamAV daemon that looks into every upload before anybody can fetch it; none for nobody
 */
@ConfigurationProperties("parley.assets")
public record AssetOptions(
        @DefaultValue("100MB") DataSize largest,
        @DefaultValue("10GB") DataSize quota,
        @DefaultValue("100000000") long largestPicture,
        @DefaultValue("1GB") DataSize reserve,
        @DefaultValue("24h") Duration attachWithin,
        @DefaultValue("10m") Duration fetchWithin,
        @DefaultValue("24h") Duration collectAfter,
        @Nullable String clamd) {
    private static final Pattern ADDRESS = Pattern.compile("(\\[[^]]+]|[^:\\[]+):(\\d{1,5})");
    private static final Duration CLAMD_WITHIN = Duration.ofSeconds(60);

    public AssetOptions {
        if (largest.toBytes() < 1
                || quota.toBytes() < 1
                || largestPicture < 1
                || reserve.isNegative()
                || !attachWithin.isPositive()
                || !fetchWithin.isPositive()
                || !collectAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "parley.assets: largest, quota, largest-picture, attach-within, fetch-within and collect-after must be above 0, and reserve not below it");
        }
    }

    Scanner scanner() {
        if (clamd == null) {
            return Scanner.NONE;
        }
        Matcher address = ADDRESS.matcher(clamd);
        if (!address.matches()) {
            throw new IllegalArgumentException("parley.assets.clamd must be host:port, not " + clamd);
        }
        return new Clamd(address.group(1), Integer.parseInt(address.group(2)), CLAMD_WITHIN);
    }
}
