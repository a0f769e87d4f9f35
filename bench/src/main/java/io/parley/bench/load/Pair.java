package io.parley.bench.load;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Two people: one sends, the other acknowledges each message as delivered and read. Only this sender writes here. Everything happens on the
 * pair's event loop.
 */
public abstract class Pair {
    private final Ledger ledger = new Ledger();
    private final Faults faults;
    private Progress progress = Progress.IGNORED;

    protected Pair(Faults faults) {
        this.faults = faults;
    }

    protected abstract EventLoop loop();

    /** Sends one more message that counts from that time. */
    public abstract void send(long dueAt);

    /** Messages that are due, sent or not, and whose sender has not got both receipts. */
    public abstract long incomplete();

    public abstract void close();

    protected final Ledger ledger() {
        return ledger;
    }

    protected final void arrived(long number, long dueAt) {
        ledger.arrived(number);
        progress.arrived(dueAt);
    }

    /** All up to these numbers. */
    protected final void receipts(long delivered, long read) {
        ledger.receipts(delivered, read, dueAt -> progress.completed(this, dueAt));
    }

    final void run(Runnable action) {
        loop().execute(() -> {
            try {
                action.run();
            } catch (RuntimeException fault) {
                faults.report(fault);
            }
        });
    }

    final <T> CompletableFuture<T> ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, loop());
    }

    final void watch(Progress watcher) {
        progress = watcher;
    }
}
