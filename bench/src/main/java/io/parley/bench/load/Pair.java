package io.parley.bench.load;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Two people: one sends, the other acknowledges each message as delivered and read. Only this sender writes here, so the n-th message has
 * seq n; anything else is a fault. Everything happens on the pair's event loop.
 */
public final class Pair {
    private static final int BODY_CHARS = 200;
    private static final String PADDING = "x".repeat(BODY_CHARS);

    private final String conversation;
    private final String recipientId;
    private final Queue<Long> incomplete = new ArrayDeque<>();
    private @Nullable LoadSocket sender;
    private @Nullable LoadSocket recipient;
    private Progress progress = Progress.IGNORED;
    private @Nullable UUID last;
    private long sent;
    private long accepted;
    private long arrived;
    private long completed;

    /** Who wants to know. Times are {@link System#nanoTime}; called on the pair's event loop. */
    public interface Progress {
        Progress IGNORED = new Progress() {
            @Override
            public void arrived(long sentAt) {}

            @Override
            public void completed(Pair pair, long sentAt) {}
        };

        void arrived(long sentAt);

        /** The sender has both receipts. */
        void completed(Pair pair, long sentAt);
    }

    Pair(String conversation, String recipientId) {
        this.conversation = conversation;
        this.recipientId = recipientId;
    }

    void connected(LoadSocket sendingSocket, LoadSocket receivingSocket) {
        this.sender = sendingSocket;
        this.recipient = receivingSocket;
    }

    /** Runs on the pair's event loop. */
    public void run(Runnable action) {
        Objects.requireNonNull(sender).loop().execute(action);
    }

    public void watch(Progress watcher) {
        progress = watcher;
    }

    public String conversation() {
        return conversation;
    }

    public long incomplete() {
        return sent - completed;
    }

    public long accepted() {
        return accepted;
    }

    /** Sends one more message that counts from that time. */
    public void send(long time) {
        UUID mid = new UUID(ThreadLocalRandom.current().nextLong(), ThreadLocalRandom.current().nextLong());
        sent++;
        incomplete.add(time);
        String text = Long.toString(time);
        StringBuilder frame = new StringBuilder(BODY_CHARS * 2)
                .append("{\"t\":\"send\",\"id\":\"")
                .append(sent)
                .append("\",\"conversation\":\"")
                .append(conversation)
                .append("\",\"mid\":\"")
                .append(mid);
        if (last != null) {
            frame.append("\",\"after\":\"").append(last);
        }
        frame.append("\",\"body\":\"")
                .append(text)
                .append(PADDING, text.length(), BODY_CHARS)
                .append("\"}");
        last = mid;
        Objects.requireNonNull(sender).send(frame.toString());
    }

    void toSender(String frame) {
        switch (FrameText.type(frame)) {
            case "accepted" -> {
                accepted++;
                expect(accepted, FrameText.number(frame, "\"seq\":", 0), "accepted");
            }
            case "receipt" -> receipt(frame);
            case "error" -> throw new IllegalStateException("the server refused: " + frame);
            default -> {}
        }
    }

    private void receipt(String frame) {
        int member = frame.indexOf(recipientId);
        if (member < 0) {
            return;
        }
        long delivered = FrameText.number(frame, "\"delivered\":", member);
        long read = FrameText.number(frame, "\"read\":", member);
        while (completed < Math.min(delivered, read)) {
            completed++;
            progress.completed(this, Objects.requireNonNull(incomplete.remove()));
        }
    }

    void toRecipient(String frame) {
        if (!"message".equals(FrameText.type(frame))) {
            return;
        }
        long seq = FrameText.number(frame, "\"seq\":", 0);
        if (seq == 0) {
            return;
        }
        arrived++;
        expect(arrived, seq, "message");
        progress.arrived(FrameText.number(frame, "\"body\":\"", 0));
        String upTo = "\",\"upTo\":" + seq + "}";
        Objects.requireNonNull(recipient)
                .send(
                        "{\"t\":\"delivered\",\"conversation\":\"" + conversation + upTo,
                        "{\"t\":\"read\",\"conversation\":\"" + conversation + upTo);
    }

    private static void expect(long wanted, long seq, String what) {
        if (seq != wanted) {
            throw new IllegalStateException(what + " " + seq + " came where " + wanted + " was due");
        }
    }
}
