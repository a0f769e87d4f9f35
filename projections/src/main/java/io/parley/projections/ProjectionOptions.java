package io.parley.projections;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Options of the projections.
 *
 * @param groups the processing groups that this process runs; each must run somewhere
 * @param segments of each processing group when it is first started; what may be worked on at the same time
 * @param batch events at most that are written to the views at once
 * @param threads of all processing groups together; 0 is half as many as there are processors
 * @param claimTimeout after which a segment whose owner is silent may be taken over
 */
@ConfigurationProperties("parley.projections")
public record ProjectionOptions(
        @DefaultValue({"conversations", "receipts", "accounts", "presence"})
        List<String> groups,

        @DefaultValue("1") int segments,
        @DefaultValue("512") int batch,
        @DefaultValue("0") int threads,
        @DefaultValue("10s") Duration claimTimeout) {
    public ProjectionOptions {
        groups = groups.stream().distinct().toList();
        if (groups.isEmpty() || !ProjectionsConfiguration.GROUPS.containsAll(groups)) {
            throw new IllegalArgumentException("parley.projections.groups: must be one or more of "
                    + String.join(", ", ProjectionsConfiguration.GROUPS));
        }
        if (segments < 1 || batch < 1 || threads < 0 || !claimTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "parley.projections: segments, batch and claim-timeout must be above 0, threads 0 or above");
        }
    }
}
