package io.parley.system;

import static io.parley.system.Deadline.await;

import io.parley.protocol.Direction;
import io.parley.protocol.Limits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A WebSocket without any of our client's manners: it answers no ping and may speak another protocol. */
final class PlainSocket implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private PlainSocket(URI server, @Nullable String subprotocol) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (subprotocol != null) {
            builder.subprotocols(subprotocol);
        }
        URI at = URI.create("ws://" + server.getAuthority() + Limits.PATH);
        socket = Deadline.get(builder.buildAsync(at, this));
    }

    static PlainSocket open(RunningServer server) {
        return new PlainSocket(server.url(), Limits.SUBPROTOCOL);
    }

    static PlainSocket openWith(RunningServer server, @Nullable String subprotocol) {
        return new PlainSocket(server.url(), subprotocol);
    }

    void send(String text) {
        Deadline.get(socket.sendText(text, true));
    }

    /** As a part of a message that has not ended. */
    void sendPart(String text) {
        Deadline.get(socket.sendText(text, false));
    }

    void sendBinary(byte[] bytes) {
        Deadline.get(socket.sendBinary(ByteBuffer.wrap(bytes), true));
    }

    String text(Predicate<String> wanted) {
        return await().until(() -> texts.stream().filter(wanted).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    int closeCode() {
        return Deadline.get(closed);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            FramesChecked.OBSERVER.frame(Direction.SERVER_TO_CLIENT, part.toString());
            texts.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(io.parley.client.socket.Connection.ABNORMAL);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
