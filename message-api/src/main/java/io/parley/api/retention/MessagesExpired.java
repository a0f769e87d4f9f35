package io.parley.api.retention;

import io.parley.api.EventName;
import io.parley.api.id.ConversationId;
import java.time.Instant;
import java.util.List;

/**
 * Of these messages nothing is kept but that they were sent, by whom, and when.
 *
 * @param upTo the highest seq of which that is so; whatever stands below it that is a message has expired, by this event or by an earlier one
 * @param messages seqs, ascending
 */
@EventName("retention.MessagesExpired")
public record MessagesExpired(ConversationId conversation, long upTo, List<Long> messages, Instant time)
        implements RetentionEvent {}
