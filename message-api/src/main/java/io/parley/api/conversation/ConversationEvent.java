package io.parley.api.conversation;

import io.parley.api.id.ConversationId;
import java.time.Instant;

/** What happened in a conversation. Each is an entry; its {@code seq} is the event's sequence number. */
public sealed interface ConversationEvent
        permits DirectStarted, DirectEvent, MessageSent, MessageChange, GroupEvent, RetentionChanged {
    ConversationId conversation();

    /** The server's clock, to the millisecond. */
    Instant time();
}
