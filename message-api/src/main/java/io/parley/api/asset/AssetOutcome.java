package io.parley.api.asset;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What an asset answers to a command. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
public sealed interface AssetOutcome {
    record Found(AssetStored stored) implements AssetOutcome {}

    /** There is none, there is one no more, or it is not that person's. */
    record Unknown() implements AssetOutcome {}
}
