package io.parley.bench.parley;

import io.netty.channel.EventLoop;
import io.parley.bench.load.Faults;
import io.parley.bench.load.FrameText;
import io.parley.bench.load.LoadSocket;
import io.parley.bench.load.Pair;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Acknowledges each message as a client does: delivered and read at once. */
final class ParleyPair extends Pair {
    /** The server refuses a device's message above so many without an answer: what is sent meanwhile waits here, its clock running. */
    private static final int UNANSWERED = 16;

    private final String conversation;
    private final String recipientId;
    private final SendFrames frames;
    private final Queue<Long> held = new ArrayDeque<>();
    private @Nullable LoadSocket sender;
    private @Nullable LoadSocket recipient;

    ParleyPair(String conversation, String recipientId, Faults faults) {
        super(faults);
        this.conversation = conversation;
        this.recipientId = recipientId;
        this.frames = new SendFrames(conversation);
    }

    void connected(LoadSocket sendingSocket, LoadSocket receivingSocket) {
        this.sender = sendingSocket;
        this.recipient = receivingSocket;
    }

    @Override
    public void close() {
        Objects.requireNonNull(sender).close();
        Objects.requireNonNull(recipient).close();
    }

    @Override
    protected EventLoop loop() {
        return Objects.requireNonNull(sender).loop();
    }

    @Override
    public long incomplete() {
        return ledger().incomplete() + held.size();
    }

    @Override
    public void send(long dueAt) {
        if (ledger().unanswered() < UNANSWERED) {
            Objects.requireNonNull(sender).send(frames.next(ledger().sent(dueAt), dueAt));
        } else {
            held.add(dueAt);
        }
    }

    void toSender(String frame) {
        switch (FrameText.type(frame)) {
            case "accepted" -> {
                ledger().accepted(FrameText.number(frame, "\"seq\":", 0));
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
            receipts(delivered, read);
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
        arrived(seq, FrameText.number(frame, "\"body\":\"", 0));
        String upTo = "\",\"upTo\":" + seq + "}";
        Objects.requireNonNull(recipient)
                .send(
                        "{\"t\":\"delivered\",\"conversation\":\"" + conversation + upTo,
                        "{\"t\":\"read\",\"conversation\":\"" + conversation + upTo);
    }
}
