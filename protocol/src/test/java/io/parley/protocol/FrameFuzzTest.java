package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** A million frames from a grammar that knows the protocol and breaks its rules: each is read or rejected, and what is read can be written. */
class FrameFuzzTest {
    private static final int FRAMES = 1_000_000;
    private static final int ROUND_TRIPS_EVERY = 16;
    private static final FrameCodec CODEC = new FrameCodec();

    private static final List<String> TYPES =
            List.of("hello", "auth", "sync", "history", "send", "delivered", "read", "pong", "welcome", "dance", "");
    private static final List<String> NAMES = List.of(
            "t",
            "id",
            "token",
            "device",
            "mark",
            "client",
            "page",
            "conversation",
            "before",
            "after",
            "limit",
            "mid",
            "body",
            "upTo",
            "x",
            "",
            "__proto__");
    private static final List<String> VALUES = List.of(
            "\"7\"",
            "\"\"",
            "\"0192a0d2-7e1a-4c3f-8a52-3f1d2b6c9e01\"",
            "\"0192A0D2-7E1A-4C3F-8A52-3F1D2B6C9E01\"",
            "\"1-1-1-1-1\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"💥\"",
            "\"é\"",
            "0",
            "-0",
            "-1",
            "7",
            "100",
            "101",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1.5",
            "1e3",
            "1e999999999",
            "true",
            "null",
            "[]",
            "{}",
            "[[[[]]]]",
            "{\"t\":\"sync\"}",
            "NaN",
            "'7'",
            "01",
            "\"",
            "\\",
            "");

    private final long seed = System.nanoTime();
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

    @Test
    void aMillionFramesAreReadOrRejectedButNothingBreaks() {
        int read = 0;
        for (int i = 0; i < FRAMES; i++) {
            String text = random.nextInt(4) == 0 ? mutilated(frame()) : frame();
            read += isRead(text, i % ROUND_TRIPS_EVERY == 0) ? 1 : 0;
        }
        assertThat(read).as("seed " + seed + ": some are good, most are not").isBetween(FRAMES / 100, FRAMES / 2);
    }

    private boolean isRead(String text, boolean thoroughly) {
        try {
            ClientFrame frame = CODEC.decodeClient(text);
            if (thoroughly) {
                assertThat(CODEC.decodeClient(CODEC.encode(frame))).isEqualTo(frame);
            }
            return true;
        } catch (FrameRejected rejected) {
            if (thoroughly) {
                ServerFrame.Error error = rejected.toFrame();
                assertThat(CODEC.decodeServer(CODEC.encode(error))).as(text).contains(error);
                assertThat(error.message()).endsWith(".").hasSizeLessThan(200);
            }
            return false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed + ", frame " + text, e);
        }
    }

    private String frame() {
        StringBuilder frame = new StringBuilder("{");
        boolean plain = random.nextBoolean();
        field(frame, "t", '"' + pick(TYPES) + '"');
        for (String name : NAMES.subList(1, NAMES.size())) {
            if (random.nextInt(3) > 0) {
                frame.append(random.nextInt(200) == 0 ? "" : ",");
                field(frame, random.nextInt(100) == 0 ? pick(NAMES) : name, plain ? usual(name) : pick(VALUES));
            }
        }
        return frame.append(random.nextInt(100) == 0 ? "" : "}").toString();
    }

    private static String usual(String name) {
        return switch (name) {
            case "mid", "after" -> "\"0192a0d2-7e1a-4c3f-8a52-3f1d2b6c9e01\"";
            case "before", "limit", "upTo" -> "7";
            default -> "\"7\"";
        };
    }

    private static void field(StringBuilder frame, String name, String value) {
        frame.append('"').append(name).append("\":").append(value);
    }

    private String mutilated(String frame) {
        int at = random.nextInt(frame.length());
        int to = Math.min(frame.length(), at + random.nextInt(4));
        char with = random.nextInt(3) == 0
                ? (char) random.nextInt(Character.MAX_VALUE)
                : "{}[]\",:\\0-e".charAt(random.nextInt(11));
        return frame.substring(0, at) + with + frame.substring(to);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
