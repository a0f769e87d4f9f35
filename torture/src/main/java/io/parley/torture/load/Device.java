package io.parley.torture.load;

import io.parley.client.http.Tokens;
import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Outgoing;
import io.parley.client.session.RefreshingTokens;
import io.parley.client.session.Session;
import io.parley.client.session.SessionListener;
import io.parley.client.session.SessionOptions;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Watermark;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A person's device: it writes as fast as answers come, reads some of what it gets, and remembers everything. */
public final class Device implements SessionListener, AutoCloseable {
    private static final int UNANSWERED = 8;
    private static final int READS_EVERY = 7;
    private static final Duration LEAST_BACKOFF = Duration.ofMillis(20);
    private static final Duration MOST_BACKOFF = Duration.ofMillis(200);

    private final Person person;
    private final Tokens logIn;
    private final Map<String, Written> written = new ConcurrentHashMap<>();
    private final Map<String, Received> received = new ConcurrentHashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Session> session = new CompletableFuture<>();
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final Semaphore mayWrite = new Semaphore(UNANSWERED);
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    Device(Person person, Tokens logIn) {
        this.person = person;
        this.logIn = logIn;
    }

    void connect() {
        SessionOptions options = SessionOptions.defaults("torture").withBackoff(LEAST_BACKOFF, MOST_BACKOFF);
        RefreshingTokens tokens = RefreshingTokens.of(person.http(), logIn, any -> {});
        session.complete(person.client().session(tokens, new MemorySessionStore(), options, this));
    }

    /** Waits until it may, then writes. */
    void write(String conversation) throws InterruptedException {
        mayWrite.acquire();
        String body = person.handle() + " " + sent.incrementAndGet();
        UUID mid = Session.newMid();
        Written lane = written(conversation);
        lane.write(mid, body);
        var _ = session.join().send(conversation, mid, body).whenComplete((answer, failure) -> {
            answered(lane, answer, failure);
            mayWrite.release();
        });
    }

    private void answered(Written lane, @Nullable Accepted answer, @Nullable Throwable failure) {
        if (answer == null) {
            faults.add(this + " could not send: " + failure);
        } else {
            lane.accepted(answer);
            answered.incrementAndGet();
        }
    }

    @Override
    public void onMessage(String conversation, Entry entry) {
        Received of = received(conversation);
        of.entry(entry);
        if (!entry.from().equals(person.user()) && entry.seq() % READS_EVERY == 0) {
            of.reads(entry.seq());
            session.join().read(conversation, entry.seq());
        }
    }

    @Override
    public void onReceipt(String conversation, List<Watermark> watermarks) {
        received(conversation).receipts(watermarks);
    }

    @Override
    public void onRefused(Outgoing message, ServerFrame.Error error) {
        faults.add(this + " was refused: " + error.code());
    }

    @Override
    public void onCaughtUp() {
        caughtUp.complete(null);
    }

    CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    public Person person() {
        return person;
    }

    public String id() {
        return logIn.device();
    }

    public Written written(String conversation) {
        return written.computeIfAbsent(conversation, any -> new Written());
    }

    public Received received(String conversation) {
        return received.computeIfAbsent(conversation, any -> new Received());
    }

    long answered() {
        return answered.get();
    }

    boolean isAnswered() {
        return answered.get() == sent.get();
    }

    /** What must not happen and did. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        session.join().close();
    }

    @Override
    public String toString() {
        return person.handle() + "'s device " + id();
    }
}
