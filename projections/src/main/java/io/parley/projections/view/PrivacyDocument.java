package io.parley.projections.view;

import io.parley.api.account.user.Audience;
import io.parley.api.account.user.GetPrivacy;
import io.parley.api.account.user.Privacy;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What others may know of a person, in a document of {@link View#USERS}: one number with the version in front, so that the highest is the newest. */
public final class PrivacyDocument {
    private static final String FIELD = "v";
    private static final int AUDIENCE_BITS = 2;
    private static final long AUDIENCE_MASK = (1L << AUDIENCE_BITS) - 1;
    private static final int LAST_SEEN_SHIFT = 1;
    private static final int PRESENCE_SHIFT = LAST_SEEN_SHIFT + AUDIENCE_BITS;
    private static final int VERSION_SHIFT = PRESENCE_SHIFT + AUDIENCE_BITS;

    private PrivacyDocument() {}

    public static long at(long version, Privacy privacy) {
        return (version << VERSION_SHIFT)
                | (number(privacy.presence()) << PRESENCE_SHIFT)
                | (number(privacy.lastSeen()) << LAST_SEEN_SHIFT)
                | (privacy.readReceipts() ? 1 : 0);
    }

    /** The default where the person is not known, or never changed it. */
    public static GetPrivacy.Settings read(@Nullable Document user) {
        Long stored = user == null ? null : user.getLong(FIELD);
        if (stored == null) {
            return new GetPrivacy.Settings(Privacy.DEFAULT, -1);
        }
        Privacy privacy =
                new Privacy(audience(stored >> PRESENCE_SHIFT), audience(stored >> LAST_SEEN_SHIFT), (stored & 1) == 1);
        return new GetPrivacy.Settings(privacy, stored >> VERSION_SHIFT);
    }

    private static long number(Audience audience) {
        return switch (audience) {
            case EVERYBODY -> 0;
            case CONTACTS -> 1;
            case NOBODY -> 2;
        };
    }

    private static Audience audience(long bits) {
        return switch ((int) (bits & AUDIENCE_MASK)) {
            case 0 -> Audience.EVERYBODY;
            case 1 -> Audience.CONTACTS;
            default -> Audience.NOBODY;
        };
    }
}
