package io.parley.bench.parley;

import io.netty.channel.EventLoop;
import io.parley.bench.load.Faults;
import io.parley.bench.load.FrameText;
import io.parley.bench.load.LoadSocket;
import io.parley.bench.load.SocketListener;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Says hello and answers pings; all other frames go to whoever opened it. */
final class ParleySocket implements SocketListener {
    private final String token;
    private final Consumer<String> frames;
    private final CompletableFuture<LoadSocket> welcomed = new CompletableFuture<>();
    private final Faults faults;

    private ParleySocket(String token, Consumer<String> frames, Faults faults) {
        this.token = token;
        this.frames = frames;
        this.faults = faults;
    }

    /** Done when welcome has come. Frames, welcome among them, go to the listener on the event loop. */
    static CompletableFuture<LoadSocket> open(
            URI server, EventLoop loop, String token, Consumer<String> frames, Faults faults) {
        ParleySocket socket = new ParleySocket(token, frames, faults);
        LoadSocket.open(URI.create("ws://" + server.getAuthority() + "/socket"), "parley.1", loop, socket);
        return socket.welcomed;
    }

    @Override
    public void opened(LoadSocket socket) {
        socket.send("{\"t\":\"hello\",\"id\":\"hello\",\"token\":\"" + token + "\",\"client\":\"parley-bench\"}");
    }

    @Override
    public void frame(LoadSocket socket, String frame) {
        switch (FrameText.type(frame)) {
            case "welcome" -> {
                frames.accept(frame);
                welcomed.complete(socket);
            }
            case "ping" -> socket.send("{\"t\":\"pong\"}");
            default -> frames.accept(frame);
        }
    }

    @Override
    public void failed(Throwable fault) {
        faults.report(fault);
        welcomed.completeExceptionally(fault);
    }
}
