package io.parley.bench.media;

import java.io.IOException;
import java.io.InputStream;

/** Where a file can be put and got, by one request each. */
interface FilePlace {
    String name();

    /** Returns when all of it is stored. */
    void put(InputStream bytes, long size) throws IOException, InterruptedException;

    /** What was put last. */
    InputStream get() throws IOException, InterruptedException;
}
