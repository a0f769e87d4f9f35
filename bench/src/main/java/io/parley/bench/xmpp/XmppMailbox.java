package io.parley.bench.xmpp;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.parley.bench.load.Faults;
import io.parley.bench.load.LoadSocket;
import io.parley.bench.load.Mailbox;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What is sent to somebody who is away is kept for the log-in, and in the archive. */
record XmppMailbox(XmppAddress server, EventLoopGroup loops, Account writer, Account recipient, Faults faults)
        implements Mailbox {
    /** XMPP itself acknowledges nothing: the answer to a ping that follows a message on the same stream tells that it was taken. */
    @Override
    public CompletableFuture<Letters> letters(Runnable acknowledged) {
        return XmppStream.open(
                        server,
                        loops.next(),
                        writer,
                        stanza -> {
                            if (Stanza.name(stanza).equals("iq")) {
                                acknowledged.run();
                            }
                        },
                        faults)
                .thenApply(socket -> new XmppLetters(socket, recipient.address()));
    }

    @Override
    public CompletableFuture<Long> stored() {
        return archive().thenCompose(reader -> reader.count().whenComplete((count, fault) -> reader.leave()));
    }

    @Override
    public CompletableFuture<Void> collect(int messages) {
        CompletableFuture<Void> complete = new CompletableFuture<>();
        AtomicInteger arrived = new AtomicInteger();
        return XmppStream.open(
                        server,
                        loops.next(),
                        recipient,
                        stanza -> {
                            if (Stanza.has(stanza, "body") && arrived.incrementAndGet() == messages) {
                                complete.complete(null);
                            }
                        },
                        faults)
                .thenCompose(socket -> complete.thenRun(socket::leave));
    }

    @Override
    public CompletableFuture<Reader> reader() {
        return archive().thenApply(reader -> reader);
    }

    /** Without presence, so that what waits for a log-in goes on waiting. */
    private CompletableFuture<ArchiveReader> archive() {
        ArchiveReader reader = new ArchiveReader(writer.address());
        return XmppStream.bind(server, loops.next(), recipient, reader::stanza, faults)
                .thenApply(reader::on);
    }

    private static final class XmppLetters implements Letters {
        private final LoadSocket socket;
        private final String to;
        private long number;

        XmppLetters(LoadSocket socket, String to) {
            this.socket = socket;
            this.to = to;
        }

        @Override
        public EventLoop loop() {
            return socket.loop();
        }

        @Override
        public void send(long time) {
            number++;
            socket.send(Stanzas.chat(to, number, time), Stanzas.ping(number));
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
