package io.parley.edge.session;

import io.parley.protocol.CloseCode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one socket. Nobody who pushes ever blocks: a virtual thread writes while something is there. Replies are
 * bounded by the open requests, which are open until their replies are written; pushes by number and size, and a client that lets them pile up is closed: it comes back and syncs.
 */
final class Outbound {
    private static final int TEXTS_PER_WRITE = 32;

    /** @param over runs once the text was written, or will never be */
    private record Waiting(String text, boolean push, Runnable over) {
        static Waiting push(String text) {
            return new Waiting(text, true, Outbound::nothing);
        }
    }

    private final Socket socket;
    private final int mostPushes;
    private final int mostPushedChars;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Waiting> waiting = new ArrayDeque<>(1);
    private int pushes;
    private int pushedChars;
    private boolean open;
    private boolean writing;
    private boolean ended;
    private @Nullable Runnable afterLast;

    private static void nothing() {}

    /** Pushes wait until {@link #open} says that the first reply is in. */
    Outbound(Socket socket, int mostPushes, int mostPushedChars) {
        this.socket = socket;
        this.mostPushes = mostPushes;
        this.mostPushedChars = mostPushedChars;
    }

    /** Writes that text first, then whatever was pushed meanwhile. */
    void open(String first) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            List<Waiting> meanwhile = new ArrayList<>(waiting);
            waiting.clear();
            waiting.add(new Waiting(first, false, Outbound::nothing));
            waiting.addAll(meanwhile);
            open = true;
            startWriting();
        } finally {
            lock.unlock();
        }
    }

    void reply(String text) {
        reply(text, Outbound::nothing);
    }

    /** @param over runs once the text was written, or will never be */
    void reply(String text, Runnable over) {
        lock.lock();
        try {
            if (!ended) {
                waiting.add(new Waiting(text, false, over));
                startWriting();
                return;
            }
        } finally {
            lock.unlock();
        }
        over.run();
    }

    /**
     * The calling thread writes by itself where nobody writes already, so that no other has to be woken, and blocks as long as that takes. Never
     * for the thread that reads this client's frames: what is written may wait for more of them to be read.
     *
     * @param over runs for each text, once it was written or will never be
     */
    void replyHere(List<String> texts, Runnable over) {
        List<Waiting> replies =
                texts.stream().map(text -> new Waiting(text, false, over)).toList();
        boolean here;
        lock.lock();
        try {
            if (ended) {
                here = false;
            } else {
                waiting.addAll(replies);
                here = !writing;
                writing = true;
                replies = List.of();
            }
        } finally {
            lock.unlock();
        }
        if (here) {
            writeOnce();
        }
        replies.forEach(one -> one.over().run());
    }

    /** Writes that text last, then runs the action; what comes later is dropped. */
    void replyAndEnd(String text, Runnable then) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            waiting.removeIf(Waiting::push);
            waiting.add(new Waiting(text, false, Outbound::nothing));
            ended = true;
            afterLast = then;
            startWriting();
        } finally {
            lock.unlock();
        }
    }

    void push(String text) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            pushes++;
            pushedChars += text.length();
            if (pushes <= mostPushes && pushedChars <= mostPushedChars) {
                waiting.add(Waiting.push(text));
                if (open) {
                    startWriting();
                }
                return;
            }
        } finally {
            lock.unlock();
        }
        end();
        socket.close(CloseCode.SLOW);
    }

    int queuedPushes() {
        lock.lock();
        try {
            return ended ? 0 : pushes;
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits and takes no more. */
    void end() {
        List<Waiting> dropped;
        lock.lock();
        try {
            ended = true;
            dropped = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        dropped.forEach(one -> one.over().run());
    }

    private void startWriting() {
        if (!writing) {
            writing = true;
            Thread.startVirtualThread(this::write);
        }
    }

    /** What is there now; what comes meanwhile is another thread's, so that nobody writes on for others. */
    private void writeOnce() {
        List<Waiting> batch = new ArrayList<>();
        if (take(batch)) {
            write(batch);
        }
        if (isMore()) {
            Thread.startVirtualThread(this::write);
        } else {
            endWriting();
        }
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        while (take(batch)) {
            write(batch);
        }
        endWriting();
    }

    private void endWriting() {
        Runnable then = afterLast();
        if (then != null) {
            then.run();
        }
    }

    private void write(List<Waiting> batch) {
        try {
            socket.write(batch.stream().map(Waiting::text).toList());
        } catch (IOException e) {
            end();
            socket.close(CloseCode.SLOW);
        }
        batch.forEach(one -> one.over().run());
    }

    /** What is to be done once all is written; null while a last text waits for another thread to write it. */
    private @Nullable Runnable afterLast() {
        lock.lock();
        try {
            if (writing) {
                return null;
            }
            Runnable then = afterLast;
            afterLast = null;
            return then;
        } finally {
            lock.unlock();
        }
    }

    private boolean take(List<Waiting> batch) {
        batch.clear();
        lock.lock();
        try {
            while (batch.size() < TEXTS_PER_WRITE && mayWrite(waiting.peek())) {
                Waiting next = waiting.remove();
                if (next.push()) {
                    pushes--;
                    pushedChars -= next.text().length();
                }
                batch.add(next);
            }
            writing = !batch.isEmpty();
            return writing;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the next one goes on writing; where there is nothing, nobody writes from now on. */
    private boolean isMore() {
        lock.lock();
        try {
            writing = mayWrite(waiting.peek());
            return writing;
        } finally {
            lock.unlock();
        }
    }

    private boolean mayWrite(@Nullable Waiting next) {
        return next != null && (open || !next.push());
    }
}
