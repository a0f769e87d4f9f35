package io.parley.delivery.typing;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who types where. It decides what others are told: at most one change of a person in a conversation within the pause, except that a
 * message ends typing at once. Every change is given to one caller, once. Thread-safe.
 */
public interface TypingCache {
    /** What others are to be told. */
    record Change(ConversationId conversation, UserId user, boolean on, Instant time) {}

    /** The person types there on that connection, from now on for the TTL. */
    Optional<Change> type(ConversationId conversation, UserId user, String connection);

    /** That connection no longer types there; where the person went on typing on another one, nothing changes. */
    Optional<Change> stop(ConversationId conversation, UserId user, String connection);

    /** The person has sent a message there, on whichever connection. */
    Optional<Change> sent(ConversationId conversation, UserId user);

    /** What has become due since the last call: TTLs that are over, and changes that had to wait for the pause. */
    List<Change> due();

    /** Who types in each of these, as far as others were told; without those where nobody does. */
    Map<ConversationId, Set<UserId>> typing(Collection<ConversationId> conversations);

    /** Whether the person types there, as far as others were told. */
    boolean isTyping(ConversationId conversation, UserId user);

    /** Whether nobody types anywhere, as of the last look at what is {@link #due} or later; cheap. */
    boolean isQuiet();
}
