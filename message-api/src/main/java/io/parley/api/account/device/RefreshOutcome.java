package io.parley.api.account.device;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.api.Refusal;
import io.parley.api.id.UserId;

@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
public sealed interface RefreshOutcome {
    /** @param generation of the successor; the same again where the token comes twice within the grace */
    record Renewed(UserId user, long generation) implements RefreshOutcome {}

    record Refused(Refusal refusal) implements RefreshOutcome {}
}
