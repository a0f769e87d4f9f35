package io.parley.assets;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Options of assets.
 *
 * @param largest that may be uploaded
 * @param attachWithin how long after the upload an asset can be attached with the grant that its answer has
 * @param fetchWithin how long an address works that needs no token
 */
@ConfigurationProperties("parley.assets")
public record AssetOptions(
        @DefaultValue("100MB") DataSize largest,
        @DefaultValue("24h") Duration attachWithin,
        @DefaultValue("10m") Duration fetchWithin) {
    public AssetOptions {
        if (largest.toBytes() < 1 || !attachWithin.isPositive() || !fetchWithin.isPositive()) {
            throw new IllegalArgumentException(
                    "parley.assets: largest, attach-within and fetch-within must be above 0");
        }
    }
}
