package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.RefreshingTokens;
import io.parley.client.session.Session;
import io.parley.client.session.SessionListener;
import io.parley.client.session.SessionOptions;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Watermark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody was away for very long: {@code -Dparley.pending=100000} for longer than CI has time for. Frames are not held against their
 * description here: there are too many.
 */
class ManyPendingIT {
    private static final int MESSAGES = Integer.getInteger("parley.pending", 20_000);
    private static final int UNANSWERED = 256;
    private static final Duration ALL_WITHIN = Duration.ofMinutes(3);

    /** Counts what comes in order, and stops counting at the first that does not. */
    private static final class Reader implements SessionListener {
        private final AtomicLong last = new AtomicLong();

        @Override
        public void onMessage(String conversation, Entry entry) {
            last.compareAndSet(entry.seq() - 1, entry.seq());
        }
    }

    /** Knows how far somebody has what was written. */
    private static final class Writer implements SessionListener {
        private final String reader;
        private final AtomicLong delivered = new AtomicLong(-1);

        Writer(String reader) {
            this.reader = reader;
        }

        @Override
        public void onReceipt(String conversation, List<Watermark> watermarks) {
            watermarks.stream()
                    .filter(mark -> mark.user().equals(reader))
                    .forEach(mark -> delivered.accumulateAndGet(mark.delivered(), Math::max));
        }
    }

    private static Session connect(Person person, SessionListener listener) {
        return person.server()
                .client()
                .session(
                        RefreshingTokens.of(person.http(), person.tokens(), kept -> {}),
                        new MemorySessionStore(),
                        SessionOptions.defaults("system-tests"),
                        listener);
    }

    @Test
    void everythingThatWaitsComesOnceAndInOrderAndTheSenderLearnsOfIt(@TempDir Path folder) throws Exception {
        try (RunningServer server = RunningServer.up(folder, "parley.conversations.unanswered=1000000")) {
            Person alice = Person.register(server, "alice");
            Person bob = Person.register(server, "bob");
            String conversation = alice.with(bob);
            Writer writer = new Writer(bob.user());
            try (Session sending = connect(alice, writer)) {
                Semaphore may = new Semaphore(UNANSWERED);
                for (int i = 0; i < MESSAGES; i++) {
                    assertThat(may.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
                    var _ = sending.send(conversation, "m" + i).thenRun(may::release);
                }
                assertThat(may.tryAcquire(UNANSWERED, 30, TimeUnit.SECONDS)).isTrue();
                await().until(() -> bob.http().inbox(bob.token(), 9).conversations().stream()
                        .anyMatch(line -> line.unread() == MESSAGES));

                Reader reader = new Reader();
                try (Session reading = connect(bob, reader)) {
                    await().atMost(ALL_WITHIN).until(() -> reader.last.get() == MESSAGES);
                    await().until(() -> writer.delivered.get() == MESSAGES);
                    reading.read(conversation, MESSAGES);
                    await().until(() -> bob.http().inbox(bob.token(), 9).conversations().stream()
                            .allMatch(line -> line.unread() == 0));
                }
                assertThat(bob.http().pending(bob.token()).conversations()).isEmpty();
            }
        }
    }
}
