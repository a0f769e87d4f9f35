package io.parley.bench.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** People who connect and go again at once, so many a second. */
public final class Churn implements AutoCloseable {
    private final Arrivals arrivals;
    private final int people;
    private final int perSecond;
    private final AtomicLong connected = new AtomicLong();
    private final Thread connecting;

    public Churn(Arrivals arrivals, int people, int perSecond) {
        this.arrivals = arrivals;
        this.people = people;
        this.perSecond = perSecond;
        this.connecting = Thread.ofPlatform().name("churn").start(this::connect);
    }

    /** How many have come and gone so far. */
    public long connected() {
        return connected.get();
    }

    private void connect() {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long due = System.nanoTime();
        for (int i = 0; !Thread.currentThread().isInterrupted(); i = (i + 1) % people) {
            due += interval;
            LockSupport.parkNanos(due - System.nanoTime());
            var _ = arrivals.greet(i).thenAccept(socket -> {
                socket.leave();
                connected.incrementAndGet();
            });
        }
    }

    @Override
    public void close() {
        connecting.interrupt();
    }
}
