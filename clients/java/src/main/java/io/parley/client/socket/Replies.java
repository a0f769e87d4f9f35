package io.parley.client.socket;

import io.parley.protocol.ServerFrame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Requests that wait for their one reply. Thread-safe. */
final class Replies {
    private static final int CAPACITY = 4096;

    private final ConcurrentHashMap<String, CompletableFuture<ServerFrame>> open = new ConcurrentHashMap<>();
    private volatile @Nullable ConnectionLost lost;

    @SuppressWarnings("FutureReturnValueIgnored") // the caller has the reply itself
    CompletableFuture<ServerFrame> expect(String id, Duration deadline) {
        CompletableFuture<ServerFrame> reply = new CompletableFuture<>();
        if (open.size() >= CAPACITY) {
            reply.completeExceptionally(new ConnectionLost(CAPACITY + " requests wait for their answers already."));
            return reply;
        }
        if (open.putIfAbsent(id, reply) != null) {
            throw new IllegalArgumentException("A request with the id " + id + " is open.");
        }
        ConnectionLost over = lost;
        if (over != null) reply.completeExceptionally(over);
        reply.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((frame, failure) -> open.remove(id, reply));
        return reply;
    }

    /** Whether the frame was a reply to a request; one that came too late is too. */
    boolean answer(ServerFrame frame) {
        String re = re(frame);
        if (re == null) return false;
        CompletableFuture<ServerFrame> reply = open.get(re);
        if (reply != null) reply.complete(frame);
        return true;
    }

    void fail(String id, Throwable failure) {
        CompletableFuture<ServerFrame> reply = open.get(id);
        if (reply != null) reply.completeExceptionally(failure);
    }

    void failAll(ConnectionLost failure) {
        lost = failure;
        open.values().forEach(reply -> reply.completeExceptionally(failure));
    }

    private static @Nullable String re(ServerFrame frame) {
        return switch (frame) {
            case ServerFrame.Welcome welcome -> welcome.re();
            case ServerFrame.Ok ok -> ok.re();
            case ServerFrame.Synced synced -> synced.re();
            case ServerFrame.Messages messages -> messages.re();
            case ServerFrame.Accepted accepted -> accepted.re();
            case ServerFrame.Error error -> error.re();
            case ServerFrame.Message message -> null;
            case ServerFrame.Receipt receipt -> null;
            case ServerFrame.Conversation conversation -> null;
            case ServerFrame.Settings push -> null;
            case ServerFrame.Expired expired -> null;
            case ServerFrame.Typist typist -> null;
            case ServerFrame.Presence presence -> null;
            case ServerFrame.Ping ping -> null;
            case ServerFrame.Resync resync -> null;
            case ServerFrame.Goaway goaway -> null;
        };
    }
}
