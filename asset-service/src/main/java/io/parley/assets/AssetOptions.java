package io.parley.assets;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Options of assets.
 *
 * @param largest that may be uploaded
 * @param quota that one person's assets may have together
 * @param largestPicture in pixels, width times height; what says that it is larger is refused before anything decodes it
 * @param attachWithin how long after the upload an asset can be attached with the grant that its answer has
 * @param fetchWithin how long an address works that needs no token
 * @param collectAfter how long an asset stays that no message carries and no profile shows, and how long an upload may take in all
 */
@ConfigurationProperties("parley.assets")
public record AssetOptions(
        @DefaultValue("100MB") DataSize largest,
        @DefaultValue("10GB") DataSize quota,
        @DefaultValue("100000000") long largestPicture,
        @DefaultValue("24h") Duration attachWithin,
        @DefaultValue("10m") Duration fetchWithin,
        @DefaultValue("24h") Duration collectAfter) {
    public AssetOptions {
        if (largest.toBytes() < 1
                || quota.toBytes() < 1
                || largestPicture < 1
                || !attachWithin.isPositive()
                || !fetchWithin.isPositive()
                || !collectAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "parley.assets: largest, quota, largest-picture, attach-within, fetch-within and collect-after must be above 0");
        }
    }
}
