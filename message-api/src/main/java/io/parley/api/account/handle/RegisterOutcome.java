package io.parley.api.account.handle;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.api.Refusal;
import io.parley.api.id.UserId;

@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
public sealed interface RegisterOutcome {
    record Registered(UserId user) implements RegisterOutcome {}

    record Refused(Refusal refusal) implements RegisterOutcome {}
}
