package io.parley.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Many connections. */
public record Crowd(List<LoadSocket> sockets) {
    private static final long CONNECT_SECONDS = 60;

    /** @param atOnce how many are opened before any is waited for */
    public static Crowd open(int count, int atOnce, IntFunction<CompletableFuture<LoadSocket>> connect)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<LoadSocket> sockets = new ArrayList<>(count);
        while (sockets.size() < count) {
            List<CompletableFuture<LoadSocket>> opening = new ArrayList<>();
            for (int i = 0; i < atOnce && sockets.size() + i < count; i++) {
                opening.add(connect.apply(sockets.size() + i));
            }
            for (CompletableFuture<LoadSocket> one : opening) {
                sockets.add(one.get(CONNECT_SECONDS, TimeUnit.SECONDS));
            }
        }
        return new Crowd(sockets);
    }

    public void close() {
        sockets.forEach(LoadSocket::close);
    }
}
