package io.parley.assets.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the bytes of assets are, encrypted as they come. Thread-safe. */
public interface Storage {
    /** Bytes on their way in; nobody sees them before they are kept. */
    interface Incoming extends AutoCloseable {
        OutputStream stream();

        /** All of it is there: it is durable when this returns. */
        void keep() throws IOException;

        /** Forgets what was not kept. */
        @Override
        void close() throws IOException;
    }

    Incoming receive(StoredName name) throws IOException;

    /**
     * The bytes from an offset on; empty where there are none of that name.
     *
     * @param offset at most the number of bytes
     */
    Optional<InputStream> read(StoredName name, long offset) throws IOException;

    /** Does nothing where there is none. */
    void remove(StoredName name) throws IOException;

    /** All that was kept before a time, in no order. */
    void each(Instant before, Consumer<StoredName> action) throws IOException;
}
