package io.parley.bench.xmpp;

import io.netty.channel.EventLoop;
import io.parley.bench.load.Faults;
import io.parley.bench.load.LoadSocket;
import io.parley.bench.load.SocketListener;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Logs in; what comes from then on goes to whoever opened it. */
final class XmppStream implements SocketListener {
    private final Account account;
    private final Consumer<String> stanzas;
    private final CompletableFuture<LoadSocket> bound = new CompletableFuture<>();
    private final CompletableFuture<LoadSocket> present = new CompletableFuture<>();
    private final Faults faults;

    private XmppStream(Account account, Consumer<String> stanzas, Faults faults) {
        this.account = account;
        this.stanzas = stanzas;
        this.faults = faults;
    }

    /** Done when the account is bound; nobody can reach it yet. */
    static CompletableFuture<LoadSocket> bind(
            XmppAddress server, EventLoop loop, Account account, Consumer<String> stanzas, Faults faults) {
        return connect(server, loop, account, stanzas, faults).bound;
    }

    /** Done when the server has told the account of its own presence. Messages may come before that, on the event loop. */
    static CompletableFuture<LoadSocket> open(
            XmppAddress server, EventLoop loop, Account account, Consumer<String> stanzas, Faults faults) {
        XmppStream stream = connect(server, loop, account, stanzas, faults);
        return stream.bound.thenCompose(socket -> {
            socket.send(Stanzas.present());
            return stream.present;
        });
    }

    private static XmppStream connect(
            XmppAddress server, EventLoop loop, Account account, Consumer<String> stanzas, Faults faults) {
        XmppStream stream = new XmppStream(account, stanzas, faults);
        LoadSocket.open(server.socket(), XmppAddress.SUBPROTOCOL, loop, stream);
        return stream;
    }

    @Override
    public void opened(LoadSocket socket) {
        socket.send(Stanzas.open());
    }

    @Override
    public void frame(LoadSocket socket, String frame) {
        String name = Stanza.name(frame);
        switch (name) {
            case "failure", "stream:error", "close" -> throw new IllegalStateException("The server said " + frame);
            case "message", "presence", "iq" -> {
                if (Stanza.attribute(frame, name, "type").equals("error")) {
                    throw new IllegalStateException("The server said " + frame);
                }
                stanza(socket, name, frame);
            }
            case "stream:features" ->
                socket.send(Stanza.has(frame, "mechanisms") ? Stanzas.plain(account) : Stanzas.bind());
            case "success" -> socket.send(Stanzas.open());
            default -> {}
        }
    }

    private void stanza(LoadSocket socket, String name, String frame) {
        if (!bound.isDone() && name.equals("iq")) {
            bound.complete(socket);
        } else if (!present.isDone() && name.equals("presence")) {
            present.complete(socket);
        } else {
            stanzas.accept(frame);
        }
    }

    @Override
    public void failed(Throwable fault) {
        faults.report(fault);
        bound.completeExceptionally(fault);
        present.completeExceptionally(fault);
    }
}
