package io.parley.bench.load;

import io.parley.bench.load.Mailbox.Letters;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Messages to somebody who is away, so many unacknowledged at a time. */
final class Filling {
    private static final long DEADLINE_SECONDS = 60;
    private static final int UNACKNOWLEDGED = 16;

    private final int messages;
    private final CompletableFuture<Void> all = new CompletableFuture<>();
    private @Nullable Letters letters;
    private long sent;
    private volatile long acknowledged;

    /** @param messages in all */
    Filling(int messages) {
        this.messages = messages;
    }

    void start(Mailbox mailbox) throws InterruptedException, ExecutionException, TimeoutException {
        Letters opened = mailbox.letters(this::acknowledged).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        letters = opened;
        opened.loop().execute(() -> {
            for (int i = 0; i < UNACKNOWLEDGED; i++) {
                sendNext();
            }
        });
    }

    private void sendNext() {
        if (sent < messages) {
            sent++;
            Objects.requireNonNull(letters).send(System.nanoTime());
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // on one event loop only
    private void acknowledged() {
        acknowledged++;
        if (acknowledged == messages) {
            all.complete(null);
        } else {
            sendNext();
        }
    }

    long acknowledgedSoFar() {
        return acknowledged;
    }

    void finish() throws InterruptedException, ExecutionException, TimeoutException {
        all.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        Objects.requireNonNull(letters).close();
    }

    /** For where the other end is gone. */
    void abandon() {
        Objects.requireNonNull(letters).leave();
    }

    /** Writes so many and waits until the server shows them all. */
    static void fill(Mailbox mailbox, int messages) throws InterruptedException, ExecutionException, TimeoutException {
        Filling filling = new Filling(messages);
        filling.start(mailbox);
        filling.finish();
        long stored = new Awaited().stored(mailbox, messages);
        if (stored != messages) {
            throw new IllegalStateException(
                    "The run is void: of " + messages + " acknowledged messages the server shows " + stored);
        }
    }
}
