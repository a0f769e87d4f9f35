package io.parley.api.audit;

import io.parley.api.id.UserId;
import io.parley.api.id.UsesId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Notes a {@link HistoryRead}, before anything is told; answered with {@link io.parley.api.account.Outcome}. */
public record RecordUse(
        @TargetAggregateIdentifier UsesId uses,
        @Nullable UserId auditor,
        @Nullable String account,
        String question,
        About about,
        boolean pseudonymous) {}
