package io.parley.api.asset;

import io.parley.api.id.AssetId;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;

/** Asks whether a person may see a message there that carries the asset; answered with {@link Answer}. */
public record GetAttachment(UserId user, ConversationId conversation, long seq, AssetId asset) {
    public record Answer(boolean visible) {}
}
