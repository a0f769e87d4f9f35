package io.parley.server.engine;

import io.parley.api.Region;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Options of an installation in several regions, which share one Axon Server.
 *
 * @param name of the region that this process is in: at most 32 small letters, digits and hyphens. Without it there is but one
 * @param common MongoDB that all regions share, for the keys of people and conversations, or file:PATH; without it the one that has the views
 */
@ConfigurationProperties("parley.region")
public record RegionOptions(
        @DefaultValue("") String name, @Nullable String common) {
    Region region() {
        return new Region(name);
    }
}
