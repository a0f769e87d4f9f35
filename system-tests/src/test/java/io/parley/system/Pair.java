package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.http.HistoryPage;
import io.parley.client.http.Inbox;
import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.client.session.SessionListener;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Watermark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;

/** Two people who write to each other as fast as answers come, through whatever happens to the server. */
final class Pair implements AutoCloseable {
    private static final int IN_FLIGHT = 8;
    private static final int READS_EVERY = 7;

    private final List<Side> sides;
    private final String conversation;

    private static final class Side implements SessionListener {
        private final Person person;
        private final String other;
        private final Received received = new Received();
        private final Semaphore mayWrite = new Semaphore(IN_FLIGHT);
        private final List<UUID> written = new CopyOnWriteArrayList<>();
        private final Map<UUID, Accepted> accepted = new ConcurrentHashMap<>();
        private final List<CompletableFuture<Accepted>> answers = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Session> session = new CompletableFuture<>();
        private volatile long read = -1;

        Side(Person person, String other) {
            this.person = person;
            this.other = other;
        }

        @Override
        public void onMessage(String conversation, Entry entry) {
            received.onMessage(conversation, entry);
            if (entry.from().equals(other) && entry.seq() % READS_EVERY == 0) {
                read = entry.seq();
                session.join().read(conversation, entry.seq());
            }
        }

        @Override
        public void onReceipt(String conversation, List<Watermark> watermarks) {
            received.onReceipt(conversation, watermarks);
        }

        void write(String conversation) {
            UUID mid = Session.newMid();
            written.add(mid);
            answers.add(session.join()
                    .send(conversation, mid, person.handle() + " " + written.size())
                    .whenComplete((answer, failure) -> {
                        if (answer != null) {
                            accepted.put(mid, answer);
                        }
                        mayWrite.release();
                    }));
        }
    }

    Pair(RunningServer server, int number) {
        Person one = Person.register(server, "one" + number);
        Person two = Person.register(server, "two" + number);
        conversation = one.with(two);
        sides = List.of(new Side(one, two.user()), new Side(two, one.user()));
        sides.forEach(side -> side.session.complete(side.person.session(new MemorySessionStore(), side)));
    }

    /** Writes until the future is done. */
    void writeUntil(CompletableFuture<Void> end) {
        for (Side side : sides) {
            Thread.ofVirtual().start(() -> {
                while (!end.isDone()) {
                    side.mayWrite.acquireUninterruptibly();
                    side.write(conversation);
                }
            });
        }
    }

    long accepted() {
        return sides.stream().mapToLong(side -> side.accepted.size()).sum();
    }

    boolean isAnswered() {
        return sides.stream()
                .allMatch(side ->
                        side.mayWrite.availablePermits() == IN_FLIGHT && side.accepted.size() == side.written.size());
    }

    /** Both have been given all that was accepted. */
    void assertDelivered() {
        List<Long> all = LongStream.rangeClosed(0, accepted()).boxed().toList();
        for (Side side : sides) {
            List<Long> missing = new ArrayList<>(all);
            missing.removeAll(new HashSet<>(side.received.seqs(conversation)));
            assertThat(missing).as(side.person.handle() + " misses").isEmpty();
        }
    }

    /** Once everything is quiet: nothing is missing, doubled, out of order or miscounted anywhere. */
    void assertWhole() {
        List<Entry> history = history();
        assertThat(history)
                .extracting(Entry::seq)
                .as("seqs are dense")
                .isEqualTo(LongStream.rangeClosed(0, accepted()).boxed().toList());
        Map<UUID, Entry> byMid = new HashMap<>();
        history.stream()
                .skip(1)
                .forEach(entry -> assertThat(byMid.put(entry.mid(), entry))
                        .as("a message twice")
                        .isNull());
        for (Side side : sides) {
            assertThat(history.stream()
                            .filter(entry -> entry.mid() != null && entry.from().equals(side.person.user()))
                            .map(Entry::mid))
                    .as("in the order in which they were written")
                    .isEqualTo(side.written);
            side.accepted.forEach((mid, accepted) -> {
                assertThat(byMid.get(mid).seq()).isEqualTo(accepted.seq());
                assertThat(byMid.get(mid).time()).isEqualTo(accepted.time());
            });
            assertThat(side.received.seqs(conversation))
                    .as("the app gets each entry once, in order")
                    .isEqualTo(history.stream().map(Entry::seq).toList());
            assertReceiptsOnlyRise(side);
        }
    }

    private void assertReceiptsOnlyRise(Side side) {
        for (Side of : sides) {
            List<Watermark> marks = side.received.watermarks(conversation, of.person.user());
            assertThat(marks)
                    .extracting(Watermark::delivered)
                    .as("delivered only rises")
                    .isSorted();
            assertThat(marks).extracting(Watermark::read).as("read only rises").isSorted();
        }
    }

    /** Unread equals a fold over the history, on both sides. */
    void assertUnreadIsTheFold() {
        List<Entry> history = history();
        for (Side side : sides) {
            Inbox.Line line = side.person
                    .http()
                    .inbox(side.person.again().token(), 1)
                    .conversations()
                    .getFirst();
            long fold = history.stream()
                    .filter(entry -> entry.kind().equals("message"))
                    .filter(entry -> entry.from().equals(side.other) && entry.seq() > side.read)
                    .count();
            assertThat(line.unread()).isEqualTo(fold);
            assertThat(line.seq()).isEqualTo(history.getLast().seq());
        }
    }

    private List<Entry> history() {
        Person reader = sides.getFirst().person;
        List<Entry> all = new ArrayList<>();
        HistoryPage page;
        do {
            long after = all.isEmpty() ? -1 : all.getLast().seq();
            page = reader.http().entriesAfter(reader.token(), conversation, after, 100);
            all.addAll(page.entries());
        } while (page.more());
        return all;
    }

    @Override
    public void close() {
        sides.forEach(side -> side.session.join().close());
    }
}
