package io.parley.bench.load;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a server shows may lag behind what it has acknowledged: all mailboxes have one deadline together. */
final class Awaited {
    private static final long DEADLINE_SECONDS = 20;
    private static final long CHECK_MS = 50;

    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);

    /** @return how many the server shows as soon as it is that many, or at the deadline */
    long stored(Mailbox mailbox, long messages) throws InterruptedException, ExecutionException, TimeoutException {
        long stored = mailbox.stored().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        while (stored < messages && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(CHECK_MS);
            stored = mailbox.stored().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
        return stored;
    }
}
