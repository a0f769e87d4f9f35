package io.parley.edge.socket;

import io.parley.edge.session.Socket;
import io.parley.protocol.CloseCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transport under a session whose client cannot open a WebSocket: what is written waits until the client asks for it, what the client
 * posts waits until it is read. What an answer carried is gone, whether or not the answer came through.
 */
final class PollSocket implements Socket {
    /**
     * What a poll is answered with.
     *
     * @param frames encoded, in order
     * @param closed why the session is over; null while it is not
     */
    record Answer(List<String> frames, @Nullable CloseCode closed) {
        static final Answer NOTHING = new Answer(List.of(), null);
    }

    /** @param over runs once the last frame was read, or will never be */
    private record Posted(Queue<String> frames, Runnable over) {}

    private static final Logger LOG = LoggerFactory.getLogger(PollSocket.class);

    private final Duration askedWithin;
    private final Consumer<CloseCode> closing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> written = new ArrayList<>();
    private final Queue<Posted> posted = new ArrayDeque<>();
    private volatile BooleanSupplier identified = () -> false;
    private volatile Consumer<String> reader = text -> {};
    private volatile Runnable onClosed = () -> {};
    private @Nullable Consumer<Answer> held;
    private @Nullable CloseCode closed;
    private int suspensions;
    private boolean reading;

    /**
     * @param askedWithin how long what is written may wait for a poll
     * @param closing told once of the close
     */
    PollSocket(Duration askedWithin, Consumer<CloseCode> closing) {
        this.askedWithin = askedWithin;
        this.closing = closing;
    }

    /**
     * Before anything is posted.
     *
     * @param identified whether it is known whose session this is; until then the first poll is held for the close that follows a refusal
     * @param reader takes frames, in order and one at a time
     * @param onClosed runs once
     */
    void start(BooleanSupplier identified, Consumer<String> reader, Runnable onClosed) {
        this.identified = identified;
        this.reader = reader;
        this.onClosed = onClosed;
    }

    /** Answers as soon as there is something to say. A poll that was held before is answered with nothing, in whose place this one comes. */
    void hold(Consumer<Answer> poll) {
        Consumer<Answer> before;
        Answer answer;
        lock.lock();
        try {
            before = held;
            held = poll;
            answer = take();
        } finally {
            lock.unlock();
        }
        if (before != null) {
            before.accept(Answer.NOTHING);
        }
        if (answer != null) {
            poll.accept(answer);
        }
    }

    /** Answers with nothing, where that poll is still held. */
    @SuppressWarnings("ReferenceEquality") // that very poll
    void release(Consumer<Answer> poll) {
        lock.lock();
        try {
            if (held != poll) {
                return;
            }
            held = null;
        } finally {
            lock.unlock();
        }
        poll.accept(Answer.NOTHING);
    }

    /** What the held poll is to be answered with, which from then on is not held; null where it has to wait. */
    private @Nullable Answer take() {
        if (held == null || (closed == null && (written.isEmpty() || !identified.getAsBoolean()))) {
            return null;
        }
        Answer answer = new Answer(List.copyOf(written), closed);
        written.clear();
        held = null;
        changed.signalAll();
        return answer;
    }

    @Override
    public Transport transport() {
        return Transport.POLL;
    }

    @Override
    public void write(List<String> texts) throws IOException {
        Consumer<Answer> poll;
        Answer answer;
        lock.lock();
        try {
            if (closed != null) {
                throw new IOException("the session was closed meanwhile");
            }
            written.addAll(texts);
            poll = held;
            answer = take();
            if (answer == null && identified.getAsBoolean()) {
                awaitTaken();
            }
        } finally {
            lock.unlock();
        }
        if (poll != null && answer != null) {
            poll.accept(answer);
        }
    }

    private void awaitTaken() throws IOException {
        long left = askedWithin.toNanos();
        try {
            while (!written.isEmpty() && closed == null) {
                left = changed.awaitNanos(left);
                if (left <= 0) {
                    throw new IOException("nobody asked for what was written");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while nobody asked for what was written", e);
        }
    }

    /** @param over runs once all of them were read, or will never be; that may be before this returns */
    void post(List<String> frames, Runnable over) {
        lock.lock();
        try {
            if (closed == null) {
                posted.add(new Posted(new ArrayDeque<>(frames), over));
                startReading();
                return;
            }
        } finally {
            lock.unlock();
        }
        over.run();
    }

    @Override
    public void suspendReading() {
        lock.lock();
        try {
            suspensions++;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void resumeReading() {
        lock.lock();
        try {
            suspensions--;
            startReading();
        } finally {
            lock.unlock();
        }
    }

    private void startReading() {
        if (!reading && suspensions == 0 && !posted.isEmpty()) {
            reading = true;
            Thread.startVirtualThread(this::read);
        }
    }

    private void read() {
        try {
            String frame = next();
            while (frame != null) {
                reader.accept(frame);
                frame = next();
            }
        } catch (RuntimeException e) {
            LOG.error("A frame broke; its session is closed", e);
            close(CloseCode.INTERNAL);
        }
    }

    /** Null where there is none, or it is not to be read now. */
    private @Nullable String next() {
        List<Runnable> over = new ArrayList<>();
        String frame = null;
        lock.lock();
        try {
            while (frame == null && suspensions == 0 && !posted.isEmpty()) {
                frame = posted.element().frames().poll();
                if (frame == null) {
                    over.add(posted.remove().over());
                }
            }
            reading = frame != null;
        } finally {
            lock.unlock();
        }
        over.forEach(Runnable::run);
        return frame;
    }

    @Override
    public void close(CloseCode code) {
        Consumer<Answer> poll;
        Answer answer;
        List<Posted> unread;
        lock.lock();
        try {
            if (closed != null) {
                return;
            }
            closed = code;
            unread = List.copyOf(posted);
            posted.clear();
            poll = held;
            answer = take();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        closing.accept(code);
        unread.forEach(one -> one.over().run());
        if (poll != null && answer != null) {
            poll.accept(answer);
        }
        Thread.startVirtualThread(onClosed);
    }
}
