package io.parley.api.account;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.api.Refusal;

/** The answer to a command that has nothing to tell beside whether it was done. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
public sealed interface Outcome {
    /** Done now, or before: repeating the command changes nothing. */
    record Done() implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    static Outcome done() {
        return new Done();
    }

    static Outcome refused(Refusal refusal) {
        return new Refused(refusal);
    }
}
