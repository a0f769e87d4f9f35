package io.parley.bench.parley;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.parley.bench.load.Faults;
import io.parley.bench.load.FrameText;
import io.parley.bench.load.LoadSocket;
import io.parley.bench.load.Mailbox;
import io.parley.bench.parley.People.Person;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A direct conversation, in which message n is entry n. */
record ParleyMailbox(
        URI server,
        EventLoopGroup loops,
        People registry,
        Person writer,
        Person recipient,
        String conversation,
        Faults faults)
        implements Mailbox {
    @Override
    public CompletableFuture<Letters> letters(Runnable acknowledged) {
        return open(writer, frame -> {
                    switch (FrameText.type(frame)) {
                        case "accepted" -> acknowledged.run();
                        case "error", "resync", "goaway" -> throw new IllegalStateException("The server said " + frame);
                        default -> {}
                    }
                })
                .thenApply(socket -> new ParleyLetters(socket, new SendFrames(conversation)));
    }

    @Override
    public CompletableFuture<Long> stored() {
        return CompletableFuture.supplyAsync(() -> registry.head(recipient));
    }

    @Override
    public CompletableFuture<Void> collect(int messages) {
        HistoryPages pages = new HistoryPages(messages);
        return open(recipient, pages::frame)
                .thenCompose(socket -> pages.afterSync(socket).thenRun(socket::leave));
    }

    @Override
    public CompletableFuture<Reader> reader() {
        ParleyReader reader = new ParleyReader(conversation);
        return open(recipient, reader::frame).thenApply(reader::on);
    }

    private CompletableFuture<LoadSocket> open(Person person, Consumer<String> frames) {
        return ParleySocket.open(server, loops.next(), person.tokens().accessToken(), frames, faults);
    }

    private static final class ParleyLetters implements Letters {
        private final LoadSocket socket;
        private final SendFrames frames;
        private long number;

        ParleyLetters(LoadSocket socket, SendFrames frames) {
            this.socket = socket;
            this.frames = frames;
        }

        @Override
        public EventLoop loop() {
            return socket.loop();
        }

        @Override
        public void send(long time) {
            socket.send(frames.next(++number, time));
        }

        @Override
        public void close() {
            socket.close();
        }

        @Override
        public void leave() {
            socket.leave();
        }
    }
}
