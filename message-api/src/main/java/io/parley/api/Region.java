package io.parley.api;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a process is: regions share one event log, and each has views, deliveries and edges of its own. What only the edges of a region can
 * know, who is there and who types, goes to the others as events, which name it.
 *
 * @param name of at most 32 letters, digits and hyphens, in small letters; empty where there is but one region
 */
public record Region(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{0,32}");

    public static final Region ONLY = new Region("");

    public Region {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "parley.region.name: must be at most 32 small letters, digits and hyphens, not '" + name + "'");
        }
    }

    /** Whether there are others. */
    public boolean isOneOfSeveral() {
        return !name.isEmpty();
    }

    /** What events from here carry. */
    public Map<String, String> asMetaData() {
        return isOneOfSeveral() ? Map.of(MetaDataKeys.REGION, name) : Map.of();
    }

    /** The name of something that each region has one of. */
    public String of(String thing) {
        return isOneOfSeveral() ? thing + '@' + name : thing;
    }
}
