package io.parley.projections.view;

import io.parley.api.Region;
import java.time.Instant;
import java.util.Optional;
import org.bson.Document;

/** A document of {@link View#LAST_SEEN}: each region says who is there of its own connections, and generations are a region's own. */
public final class LastSeenDocument {
    private static final String CAME = "o";
    private static final String WENT = "f";
    private static final String REGIONS = "r";

    /** The field of when they were there last, in any region. */
    public static final String LAST = "t";

    private LastSeenDocument() {}

    /** The field of the newest generation that came. */
    public static String came(Region region) {
        return in(region, CAME);
    }

    /** The field of the newest generation that went. */
    public static String went(Region region) {
        return in(region, WENT);
    }

    private static String in(Region region, String field) {
        return region.isOneOfSeveral() ? REGIONS + '.' + region.name() + '.' + field : field;
    }

    /** Whether they are there, in any region. */
    public static boolean isOnline(Document seen) {
        return isThere(seen)
                || seen.get(REGIONS, new Document()).values().stream().anyMatch(there -> isThere((Document) there));
    }

    private static boolean isThere(Document generations) {
        return generations.get(CAME, -1L) > generations.get(WENT, -1L);
    }

    /** Empty where they never went. */
    public static Optional<Instant> last(Document seen) {
        return Optional.ofNullable(seen.getLong(LAST)).map(Instant::ofEpochMilli);
    }
}
