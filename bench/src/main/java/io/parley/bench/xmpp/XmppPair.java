package io.parley.bench.xmpp;

import io.netty.channel.EventLoop;
import io.parley.bench.load.Faults;
import io.parley.bench.load.FrameText;
import io.parley.bench.load.LoadSocket;
import io.parley.bench.load.Pair;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Acknowledges each message as a client does: a receipt (XEP-0184) and a marker (XEP-0333) at once. */
final class XmppPair extends Pair {
    private final Account sender;
    private final Account recipient;
    private @Nullable LoadSocket sending;
    private @Nullable LoadSocket receiving;
    private long delivered;
    private long read;

    XmppPair(Account sender, Account recipient, Faults faults) {
        super(faults);
        this.sender = sender;
        this.recipient = recipient;
    }

    void connected(LoadSocket sendingSocket, LoadSocket receivingSocket) {
        sending = sendingSocket;
        receiving = receivingSocket;
    }

    @Override
    protected EventLoop loop() {
        return Objects.requireNonNull(sending).loop();
    }

    @Override
    public void send(long dueAt) {
        Objects.requireNonNull(sending).send(Stanzas.chat(recipient.address(), ledger().sent(dueAt), dueAt));
    }

    @Override
    public long incomplete() {
        return ledger().incomplete();
    }

    @Override
    public void close() {
        Objects.requireNonNull(sending).close();
        Objects.requireNonNull(receiving).close();
    }

    void toSender(String stanza) {
        if (Stanza.has(stanza, "received")) {
            delivered = next(delivered, stanza, "received");
            receipts(delivered, read);
        } else if (Stanza.has(stanza, "displayed")) {
            read = next(read, stanza, "displayed");
            receipts(delivered, read);
        }
    }

    private static long next(long last, String stanza, String element) {
        long number = Long.parseLong(Stanza.attribute(stanza, element, "id"));
        if (number != last + 1) {
            throw new IllegalStateException(element + " " + number + " came after " + last);
        }
        return number;
    }

    void toRecipient(String stanza) {
        if (Stanza.has(stanza, "request")) {
            String id = Stanza.attribute(stanza, "message", "id");
            arrived(Long.parseLong(id), FrameText.number(stanza, "<body>", 0));
            Objects.requireNonNull(receiving)
                    .send(Stanzas.received(sender.address(), id), Stanzas.displayed(sender.address(), id));
        }
    }
}
