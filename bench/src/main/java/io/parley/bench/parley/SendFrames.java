package io.parley.bench.parley;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Writes one device's {@code send} frames for one conversation, each chained to the one before. */
final class SendFrames {
    private static final int BODY_CHARS = 200;
    private static final int FRAME_CHARS = 450;
    private static final String PADDING = "x".repeat(BODY_CHARS);

    private final String conversation;
    private @Nullable UUID last;

    SendFrames(String conversation) {
        this.conversation = conversation;
    }

    /** @param time starts the body, so that whoever gets the message knows when it was sent */
    String next(long number, long time) {
        UUID mid = new UUID(
                ThreadLocalRandom.current().nextLong(),
                ThreadLocalRandom.current().nextLong());
        StringBuilder frame = new StringBuilder(FRAME_CHARS)
                .append("{\"t\":\"send\",\"id\":\"")
                .append(number)
                .append("\",\"conversation\":\"")
                .append(conversation)
                .append("\",\"mid\":\"")
                .append(mid);
        if (last != null) {
            frame.append("\",\"after\":\"").append(last);
        }
        String text = Long.toString(time);
        frame.append("\",\"body\":\"")
                .append(text)
                .append(PADDING, text.length(), BODY_CHARS)
                .append("\"}");
        last = mid;
        return frame.toString();
    }
}
