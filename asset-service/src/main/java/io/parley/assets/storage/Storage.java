package io.parley.assets.storage;

import io.parley.api.id.AssetId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

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

    Incoming receive(AssetId asset) throws IOException;

    /**
     * The bytes from an offset on; empty where there are none of that asset.
     *
     * @param offset at most the number of bytes
     */
    Optional<InputStream> read(AssetId asset, long offset) throws IOException;

    /** Does nothing where there is none. */
    void remove(AssetId asset) throws IOException;
}
