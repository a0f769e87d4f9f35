package io.parley.assets;

import io.parley.api.asset.FindUnreferred;
import io.parley.api.asset.FindUnreferred.Found;
import io.parley.api.asset.FindUnreferred.Unreferred;
import io.parley.api.id.AssetId;
import io.parley.api.problem.Answers;
import io.parley.api.problem.ProblemException;
import io.parley.assets.upload.Uploads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes assets to which nothing has referred for a while, bytes that belong to none, and uploads that do not end. Since when is remembered by this process alone: another one begins to count anew.
 * Used by one thread.
 */
final class Collector {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final int PAGE = 500;

    private final Assets assets;
    private final Uploads uploads;
    private final QueryGateway queries;
    private final Duration after;
    private final Clock clock;
    private Instant unrecordedLookedFor = Instant.EPOCH;
    private Map<AssetId, Instant> unreferredSince = new HashMap<>();

    Collector(Assets assets, Uploads uploads, QueryGateway queries, Duration after, Clock clock) {
        this.assets = assets;
        this.uploads = uploads;
        this.queries = queries;
        this.after = after;
        this.clock = clock;
    }

    /** One that finds the views or the store away is made up for by the next. */
    void sweep() {
        try {
            collect();
            Instant now = clock.instant();
            if (!now.isBefore(unrecordedLookedFor.plus(after))) {
                assets.removeUnrecorded(now.minus(after));
                unrecordedLookedFor = now;
            }
            uploads.forgetOld();
        } catch (ProblemException | IOException away) {
            LOG.warn("Assets that nothing refers to were not looked for now: {}", away.getMessage());
        }
    }

    private void collect() {
        Map<AssetId, Instant> still = new HashMap<>();
        AssetId last = null;
        Found found;
        do {
            found = find(last);
            for (Unreferred one : found.assets()) {
                last = one.asset();
                Instant since = Objects.requireNonNullElseGet(unreferredSince.get(one.asset()), clock::instant);
                if (since.plus(after).isAfter(clock.instant())) {
                    still.put(one.asset(), since);
                } else {
                    assets.remove(one.owner(), one.asset());
                }
            }
        } while (found.more());
        unreferredSince = still;
    }

    private Found find(@Nullable AssetId last) {
        return Answers.await(queries.query(new FindUnreferred(last, PAGE), Found.class), DEADLINE);
    }
}
