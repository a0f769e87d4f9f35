package io.parley.client.session;

import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Count;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Watermark;
import java.util.List;

/**
 * What a session tells. Calls come one at a time and in order, on a virtual thread of the session's: a call that blocks holds this session
 * up, and nothing else. They may call the session.
 */
public interface SessionListener {
    /**
     * An entry, also those that this device or the user's other devices made: in seq order per conversation, each once per process. When
     * this returns, the entry counts as delivered.
     */
    default void onMessage(String conversation, Entry entry) {}

    /** The server has taken a message of the outbox; {@link #onMessage} brings it too. */
    default void onAccepted(Accepted accepted) {}

    /** A message was dropped from the outbox for good. */
    default void onRefused(Outgoing message, ServerFrame.Error error) {}

    /** Watermarks as they stand now. */
    default void onReceipt(String conversation, List<Watermark> watermarks) {}

    /** How many members of a large group have the newest own messages, of those sent or told since the connection began. */
    default void onCounts(String conversation, List<Count> counts) {}

    /** The person came to a conversation, is invited to one, is no longer in it, or blocked the other one in it. */
    default void onConversation(ServerFrame.Conversation conversation) {}

    /** The person keeps a conversation in another way, on this device or another. */
    default void onSettings(ServerFrame.Settings settings) {}

    /** Messages up to that seq are not kept any more: what was shown of them is to go. What happened meanwhile says {@link #onHead}. */
    default void onExpired(String conversation, long upTo) {}

    /** Somebody else began to type, or stopped; everybody has stopped while there is no connection. */
    default void onTyping(String conversation, String user, boolean on) {}

    /** The state of somebody who is watched: at first, after a reconnect, and when it changes. */
    default void onPresence(ServerFrame.Presence presence) {}

    /** A conversation that changed while the session was away. */
    default void onHead(Head head) {}

    /** Everything that had happened before the last (re)connection was given. */
    default void onCaughtUp() {}

    default void onState(SessionState state) {}
}
