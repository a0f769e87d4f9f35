package io.parley.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** A measured server, as its operating system and its store see it. */
public interface Server {
    /** User and system time of all its processes, since their start. */
    Duration cpu() throws IOException;

    Memory memory() throws IOException, InterruptedException;

    /** What its store counts, since its start; empty where it counts nothing. */
    Optional<Stored> stored() throws IOException, InterruptedException;

    /**
     * @param resident bytes of the processes that hold connections
     * @param heap bytes of live objects, where they can be told
     */
    record Memory(long resident, OptionalLong heap) {}

    /**
     * @param written events, or rows
     * @param syncs to disk
     */
    record Stored(long written, long syncs) {
        public Stored since(Stored earlier) {
            return new Stored(written - earlier.written, syncs - earlier.syncs);
        }

        public double perSync() {
            return syncs == 0 ? 0 : (double) written / syncs;
        }
    }
}
