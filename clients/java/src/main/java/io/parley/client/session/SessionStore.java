package io.parley.client.session;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What must survive a restart, of one user on one device. A session calls it from one thread at a time. Failures are thrown as
 * {@link java.io.UncheckedIOException}.
 */
public interface SessionStore extends AutoCloseable {
    SavedSession load();

    /** Returns when the message cannot be lost any more. */
    void queued(Outgoing message);

    /** The message leaves the outbox, and the next one chains to it. */
    void accepted(String conversation, UUID mid);

    /** The message leaves the outbox and was never sent. */
    void dropped(UUID mid);

    /** The next message chains to this; null where the server has accepted none. */
    void chained(String conversation, @Nullable UUID lastAccepted);

    void seen(String conversation, long seq);

    void read(String conversation, long seq);

    void mark(@Nullable String mark);

    @Override
    void close();
}
