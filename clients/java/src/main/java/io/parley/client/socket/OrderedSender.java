package io.parley.client.socket;

import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends one text after the other, as {@link WebSocket} takes no second one before the first is out. Thread-safe. */
final class OrderedSender {
    private static final int CAPACITY = 1024;

    private final WebSocket socket;
    private final Consumer<Throwable> broken;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean sending;

    private record Waiting(String text, CompletableFuture<Void> sent) {}

    OrderedSender(WebSocket socket, Consumer<Throwable> broken) {
        this.socket = socket;
        this.broken = broken;
    }

    CompletableFuture<Void> send(String text) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        synchronized (this) {
            if (waiting.size() == CAPACITY) {
                sent.completeExceptionally(new ConnectionLost(CAPACITY + " frames wait to be sent already."));
                return sent;
            }
            waiting.add(new Waiting(text, sent));
            if (sending) return sent;
            sending = true;
        }
        drain();
        return sent;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are handled
    private void drain() {
        while (true) {
            Waiting next;
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    sending = false;
                    return;
                }
            }
            CompletableFuture<WebSocket> sent = socket.sendText(next.text(), true);
            if (!sent.isDone()) {
                sent.whenComplete((done, failure) -> {
                    finish(next, failure);
                    drain();
                });
                return;
            }
            finish(next, sent.isCompletedExceptionally() ? sent.exceptionNow() : null);
        }
    }

    private void finish(Waiting one, @Nullable Throwable failure) {
        if (failure == null) {
            one.sent().complete(null);
        } else {
            one.sent().completeExceptionally(new ConnectionLost("The frame could not be sent."));
            broken.accept(failure);
        }
    }
}
