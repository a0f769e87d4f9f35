package io.parley.bench.load;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two people: one sends, the other acknowledges each message as delivered and read. Only this sender writes here. Everything happens on the
 * pair's event loop.
 */
public final class Pair {
    /** The server refuses a device's message above so many without an answer: what is sent meanwhile waits here, its clock running. */
    static final int UNANSWERED = 16;

    private final String conversation;
    private final String recipientId;
    private final Ledger ledger = new Ledger();
    private final SendFrames frames;
    private final Queue<Long> held = new ArrayDeque<>();
    private final Faults faults;
    private @Nullable LoadSocket sender;
    private @Nullable LoadSocket recipient;
    private Progress progress = Progress.IGNORED;

    Pair(String conversation, String recipientId, Faults faults) {
        this.conversation = conversation;
        this.recipientId = recipientId;
        this.faults = faults;
        this.frames = new SendFrames(conversation);
    }

    void connected(LoadSocket sendingSocket, LoadSocket receivingSocket) {
        this.sender = sendingSocket;
        this.recipient = receivingSocket;
    }

    void close() {
        Objects.requireNonNull(sender).close();
        Objects.requireNonNull(recipient).close();
    }

    void run(Runnable action) {
        Objects.requireNonNull(sender).loop().execute(() -> {
            try {
                action.run();
            } catch (RuntimeException fault) {
                faults.report(fault);
            }
        });
    }

    <T> CompletableFuture<T> ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(
                question, Objects.requireNonNull(sender).loop());
    }

    void watch(Progress watcher) {
        progress = watcher;
    }

    /** Messages that are due, sent or not, and whose sender has not got both receipts. */
    long incomplete() {
        return ledger.incomplete() + held.size();
    }

    long accepted() {
        return ledger.accepted();
    }

    /** Sends one more message that counts from that time. */
    void send(long time) {
        if (ledger.unanswered() < UNANSWERED) {
            Objects.requireNonNull(sender).send(frames.next(ledger.sent(time), time));
        } else {
            held.add(time);
        }
    }

    void toSender(String frame) {
        switch (FrameText.type(frame)) {
            case "accepted" -> {
                ledger.accepted(FrameText.number(frame, "\"seq\":", 0));
                Long next = held.poll();
                if (next != null) {
                    send(next);
                }
            }
            case "receipt" -> receipt(frame);
            case "error", "resync", "goaway" -> throw new IllegalStateException("The server said " + frame);
            default -> {}
        }
    }

    private void receipt(String frame) {
        int member = frame.indexOf(recipientId);
        if (member >= 0) {
            long delivered = FrameText.number(frame, "\"delivered\":", member);
            long read = FrameText.number(frame, "\"read\":", member);
            ledger.receipts(delivered, read, time -> progress.completed(this, time));
        }
    }

    void toRecipient(String frame) {
        switch (FrameText.type(frame)) {
            case "message" -> message(frame);
            case "error", "resync", "goaway" -> throw new IllegalStateException("The server said " + frame);
            default -> {}
        }
    }

    private void message(String frame) {
        long seq = FrameText.number(frame, "\"seq\":", 0);
        if (seq == 0) {
            return;
        }
        ledger.arrived(seq);
        progress.arrived(FrameText.number(frame, "\"body\":\"", 0));
        String upTo = "\",\"upTo\":" + seq + "}";
        Objects.requireNonNull(recipient)
                .send(
                        "{\"t\":\"delivered\",\"conversation\":\"" + conversation + upTo,
                        "{\"t\":\"read\",\"conversation\":\"" + conversation + upTo);
    }
}
