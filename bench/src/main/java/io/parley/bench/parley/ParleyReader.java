package io.parley.bench.parley;

import io.parley.bench.load.LoadSocket;
import io.parley.bench.load.Mailbox;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads the same history as often as it is told to. */
final class ParleyReader implements Mailbox.Reader {
    private final String conversation;
    private @Nullable LoadSocket socket;
    private volatile @Nullable HistoryPages pages;

    ParleyReader(String conversation) {
        this.conversation = conversation;
    }

    ParleyReader on(LoadSocket opened) {
        socket = opened;
        return this;
    }

    void frame(String frame) {
        HistoryPages reading = pages;
        if (reading != null) {
            reading.frame(frame);
        }
    }

    @Override
    public CompletableFuture<Void> read(int messages) {
        HistoryPages reading = new HistoryPages(messages);
        pages = reading;
        return reading.of(Objects.requireNonNull(socket), conversation, messages);
    }

    @Override
    public void close() {
        Objects.requireNonNull(socket).close();
    }
}
