package io.parley.bench.load;

import io.netty.channel.EventLoop;
import java.util.function.LongConsumer;

/** One who sends, and members who are online. A gap or a wrong order at any of them is a fault. */
public interface Room {
    int online();

    /** The sender's. */
    EventLoop loop();

    /** On the sender's event loop. */
    void send(long time);

    /** @param arrived gets a message's time once for each member that it reached, on the member's event loop */
    void watch(LongConsumer arrived);

    void close();
}
