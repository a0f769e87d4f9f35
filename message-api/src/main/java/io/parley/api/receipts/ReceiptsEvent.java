package io.parley.api.receipts;

import io.parley.api.id.ConversationId;
import java.time.Instant;

/** What happened to the watermarks of a conversation's members. */
public sealed interface ReceiptsEvent permits ReceiptsAdvanced {
    ConversationId conversation();

    Instant time();
}
