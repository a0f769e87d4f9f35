package io.parley.edge.session;

import io.parley.protocol.CloseCode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A socket whose reader reads only when the test says so. */
public final class ScriptedSocket implements Socket {
    private static final int READS_ALL = 1_000_000;

    private final Semaphore reader = new Semaphore(READS_ALL);
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final List<CloseCode> closes = new CopyOnWriteArrayList<>();
    private final AtomicInteger suspensions = new AtomicInteger();
    private final AtomicInteger blocked = new AtomicInteger();
    private volatile boolean broken;

    @Override
    public Transport transport() {
        return Transport.WEBSOCKET;
    }

    @Override
    public void write(List<String> texts) throws IOException {
        blocked.incrementAndGet();
        try {
            if (!reader.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new IOException("nobody reads");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            blocked.decrementAndGet();
        }
        if (broken) {
            throw new IOException("broken by the test");
        }
        written.addAll(texts);
    }

    @Override
    public void suspendReading() {
        suspensions.incrementAndGet();
    }

    @Override
    public void resumeReading() {
        suspensions.decrementAndGet();
    }

    @Override
    public void close(CloseCode code) {
        closes.add(code);
    }

    public void stopReading() {
        reader.drainPermits();
    }

    public void letRead(int writes) {
        reader.release(writes);
    }

    public void goOnReading() {
        reader.release(READS_ALL);
    }

    public void breakDown() {
        broken = true;
    }

    /** A write waits for the reader. */
    public boolean isBlocked() {
        return blocked.get() > 0;
    }

    public boolean isSuspended() {
        return suspensions.get() > 0;
    }

    public List<String> written() {
        return written;
    }

    public List<CloseCode> closes() {
        return closes;
    }
}
