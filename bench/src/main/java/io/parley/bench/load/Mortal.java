package io.parley.bench.load;

import java.io.IOException;

/** A server that can be killed. */
public interface Mortal {
    /** Ends all its processes at once, as kill -9 does. */
    void kill() throws IOException, InterruptedException;

    /** Starts it again on what it has on disk, at the same address. */
    void restart() throws IOException, InterruptedException;
}
