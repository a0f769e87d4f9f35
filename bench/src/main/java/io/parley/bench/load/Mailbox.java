package io.parley.bench.load;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;

/** Somebody who writes, and somebody who is away. */
public interface Mailbox {
    /** @param acknowledged runs for each message for which the server has taken over, on the writer's event loop */
    CompletableFuture<Letters> letters(Runnable acknowledged);

    /** The messages that the server has for the recipient now. */
    CompletableFuture<Long> stored();

    /** From the first packet of the recipient's log-in until so many messages are there. */
    CompletableFuture<Void> collect(int messages);

    CompletableFuture<Reader> reader();

    /** The writer, connected. */
    interface Letters {
        EventLoop loop();

        /** On its event loop. */
        void send(long time);

        void close();

        /** Closes without waiting. */
        void leave();
    }

    /** The recipient on a connection that is there already, reading what was said. */
    interface Reader {
        /** From the oldest on, until so many are there. */
        CompletableFuture<Void> read(int messages);

        void close();
    }
}
