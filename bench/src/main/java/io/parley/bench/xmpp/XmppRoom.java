package io.parley.bench.xmpp;

import io.netty.channel.EventLoop;
import io.parley.bench.load.Faults;
import io.parley.bench.load.FrameText;
import io.parley.bench.load.LoadSocket;
import io.parley.bench.load.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A room of XEP-0045. */
final class XmppRoom implements Room {
    private final String address;
    private final Faults faults;
    private final List<LoadSocket> members = new ArrayList<>();
    private @Nullable LoadSocket sender;
    private volatile LongConsumer arrived = time -> {};
    private long number;

    XmppRoom(String address, Faults faults) {
        this.address = address;
        this.faults = faults;
    }

    /** Done when the room has let the sender in. */
    CompletableFuture<Void> sender(LoadSocket socket, Occupant occupant) {
        sender = socket;
        return occupant.join(socket);
    }

    CompletableFuture<Void> member(LoadSocket socket, Occupant occupant) {
        members.add(socket);
        return occupant.join(socket);
    }

    /** Who sends hears the own messages too, and they count for nobody. */
    Occupant occupant(String nick, boolean counts) {
        return new Occupant(nick, counts ? time -> arrived.accept(time) : time -> {});
    }

    @Override
    public int online() {
        return members.size();
    }

    @Override
    public EventLoop loop() {
        return Objects.requireNonNull(sender).loop();
    }

    @Override
    public void send(long time) {
        Objects.requireNonNull(sender).send(Stanzas.toRoom(address, ++number, time));
    }

    @Override
    public void watch(LongConsumer watcher) {
        arrived = watcher;
    }

    @Override
    public void close() {
        members.forEach(LoadSocket::close);
        Objects.requireNonNull(sender).close();
    }

    /** Gets each message once, in the order in which they were sent. */
    final class Occupant {
        private final String nick;
        private final LongConsumer message;
        private final CompletableFuture<Void> joined = new CompletableFuture<>();
        private long last;

        private Occupant(String nick, LongConsumer message) {
            this.nick = nick;
            this.message = message;
        }

        private CompletableFuture<Void> join(LoadSocket socket) {
            socket.send(Stanzas.join(address, nick));
            return joined;
        }

        void stanza(String stanza) {
            if (stanza.startsWith("<presence")) {
                if (stanza.contains("code='110'")) {
                    joined.complete(null);
                }
            } else if (Stanza.has(stanza, "body")) {
                long next = Long.parseLong(Stanza.attribute(stanza, "message", "id"));
                if (next != last + 1) {
                    faults.report(new IllegalStateException("a member got " + next + " after " + last));
                }
                last = next;
                message.accept(FrameText.number(stanza, "<body>", 0));
            }
        }
    }
}
