package io.parley.bench.load;

import io.netty.channel.EventLoopGroup;
import io.parley.bench.load.People.Person;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** People who connect and go again at once, so many a second. */
public final class Churn implements AutoCloseable {
    private final URI server;
    private final EventLoopGroup loops;
    private final List<Person> people;
    private final int perSecond;
    private final Faults faults;
    private final AtomicLong connected = new AtomicLong();
    private final Thread connecting;

    public Churn(URI server, EventLoopGroup loops, List<Person> people, int perSecond, Faults faults) {
        this.server = server;
        this.loops = loops;
        this.people = people;
        this.perSecond = perSecond;
        this.faults = faults;
        this.connecting = Thread.ofPlatform().name("churn").start(this::connect);
    }

    /** How many have come and gone so far. */
    public long connected() {
        return connected.get();
    }

    private void connect() {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long due = System.nanoTime();
        for (int i = 0; !Thread.currentThread().isInterrupted(); i = (i + 1) % people.size()) {
            due += interval;
            LockSupport.parkNanos(due - System.nanoTime());
            CompletableFuture<LoadSocket> opened =
                    LoadSocket.open(server, loops.next(), people.get(i).tokens().accessToken(), frame -> {}, faults);
            var _ = opened.thenAccept(socket -> {
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
