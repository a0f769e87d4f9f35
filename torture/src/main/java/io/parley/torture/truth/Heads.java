package io.parley.torture.truth;

import io.parley.client.socket.Connection;
import io.parley.client.socket.ConnectionHandler;
import io.parley.client.socket.FrameObserver;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Synced;
import io.parley.protocol.ServerFrame.Welcome;
import io.parley.torture.load.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a client gets that knows nothing yet. */
final class Heads {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private Heads() {}

    static List<Head> of(Person person) {
        Connection connection = get(person.client().connect(new Silent(), FrameObserver.NONE));
        try {
            ServerFrame welcome =
                    get(connection.request(id -> new ClientFrame.Hello(id, person.token(), null, null, "torture")));
            if (!(welcome instanceof Welcome)) {
                throw new IllegalStateException("instead of a welcome came " + welcome);
            }
            return pages(connection);
        } finally {
            connection.close();
        }
    }

    private static List<Head> pages(Connection connection) {
        List<Head> heads = new ArrayList<>();
        String page = null;
        do {
            Synced synced = sync(connection, page);
            heads.addAll(synced.heads());
            page = synced.next();
        } while (page != null);
        return heads;
    }

    private static Synced sync(Connection connection, @Nullable String page) {
        ServerFrame answer = get(connection.request(id -> new ClientFrame.Sync(id, null, page)));
        if (answer instanceof Synced synced) {
            return synced;
        }
        throw new IllegalStateException("sync was answered " + answer);
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The server gave no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static final class Silent implements ConnectionHandler {
        @Override
        public CompletionStage<?> onPush(ServerFrame frame) {
            return DONE;
        }

        @Override
        public void onClose(int code, String reason) {}
    }
}
