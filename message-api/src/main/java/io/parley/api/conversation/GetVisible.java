package io.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;

/** Which entries of a conversation a person may see; answered with {@link Answer}. */
public record GetVisible(UserId user, ConversationId conversation) {
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    public sealed interface Answer {}

    /** Both inclusive. */
    public record Range(long from, long to) implements Answer {}

    /** There is no such conversation, or the person is not in it: nobody can tell which. */
    public record Nothing() implements Answer {}
}
