package io.parley.api.account.device;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.api.Refusal;

@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
public sealed interface LogInOutcome {
    record Started(long sid) implements LogInOutcome {}

    record Refused(Refusal refusal) implements LogInOutcome {}
}
