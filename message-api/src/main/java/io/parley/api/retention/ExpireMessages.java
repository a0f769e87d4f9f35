package io.parley.api.retention;

import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.id.ConversationId;
import io.parley.api.id.RetentionId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * That messages are over the time or the count for which they are kept; answered with {@link ConversationOutcome}. What has expired before
 * is passed over.
 */
public record ExpireMessages(
        @TargetAggregateIdentifier RetentionId retention, ConversationId conversation, long upTo, List<Long> messages) {
    public static ExpireMessages of(ConversationId conversation, long upTo, List<Long> messages) {
        return new ExpireMessages(RetentionId.of(conversation), conversation, upTo, messages);
    }
}
