package io.parley.edge.session;

import io.parley.api.id.ConversationId;

/** Is told what a session is given: what its client acknowledged before the views knew of it may count now. Thread-safe; never blocks. */
@FunctionalInterface
public interface Shown {
    /** The session is given entries of the conversation, that one at most. */
    void shown(Session session, ConversationId conversation, long seq);
}
