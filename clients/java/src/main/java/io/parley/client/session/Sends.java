package io.parley.client.session;

import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Error;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What callers of {@code send} wait for. Thread-safe. */
final class Sends {
    private final ConcurrentHashMap<UUID, CompletableFuture<Accepted>> waiting = new ConcurrentHashMap<>();

    int size() {
        return waiting.size();
    }

    CompletableFuture<Accepted> expect(UUID mid) {
        return waiting.computeIfAbsent(mid, unknown -> new CompletableFuture<>());
    }

    void accepted(Accepted accepted) {
        CompletableFuture<Accepted> sent = waiting.remove(accepted.mid());
        if (sent != null) sent.complete(accepted);
    }

    void refused(Outgoing message, Error error) {
        fail(message.mid(), new SendRefused(error));
    }

    void fail(UUID mid, RuntimeException failure) {
        CompletableFuture<Accepted> sent = waiting.remove(mid);
        if (sent != null) sent.completeExceptionally(failure);
    }

    void failAll(RuntimeException failure) {
        waiting.keySet().forEach(mid -> fail(mid, failure));
    }
}
