package io.parley.loops;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.ServerFrame;
import java.time.Instant;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;

/** What an edge does for each frame: a message that comes in, and the same as it goes out. */
public class Frames extends Loop {
    private static final UUID MID = new UUID(0x0192_0000_0000_7000L, 1);
    private static final String CONVERSATION = "direct-01920000-0000-7000-8000-000000000001";
    private static final String TEXT = "See you at the station at eight, I bring the tickets.";

    private final FrameCodec codec = new FrameCodec();
    private final String send = codec.encode(new ClientFrame.Send("17", CONVERSATION, MID, MID, TEXT));
    private final ServerFrame message = new ServerFrame.Message(
            CONVERSATION,
            1_234,
            "message",
            "01920000-0000-7000-8000-000000000002",
            "01920000-0000-7000-8000-000000000003",
            MID,
            TEXT,
            null,
            Instant.ofEpochMilli(1_790_000_000_123L));

    @Benchmark
    public ClientFrame read() {
        return codec.decodeClient(send);
    }

    @Benchmark
    public String write() {
        return codec.encode(message);
    }
}
