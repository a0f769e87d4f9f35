package io.parley.torture.load;

import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Watermark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one device was told of one conversation, in the order in which it was told. Thread-safe. */
public final class Received {
    private static final long NOTHING = -1;

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Watermark> highest = new HashMap<>();
    private final List<String> fallen = new ArrayList<>();
    private long read = NOTHING;

    synchronized void entry(Entry entry) {
        entries.add(entry);
    }

    synchronized void reads(long seq) {
        read = seq;
    }

    synchronized void receipts(List<Watermark> watermarks) {
        for (Watermark now : watermarks) {
            Watermark before = highest.put(now.user(), now);
            if (before != null && (now.delivered() < before.delivered() || now.read() < before.read())) {
                fallen.add(before + " fell to " + now);
            }
        }
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    public synchronized long newest() {
        return entries.isEmpty() ? NOTHING : entries.getLast().seq();
    }

    /** The highest seq that the device said it has seen. */
    public synchronized long read() {
        return read;
    }

    public synchronized List<String> fallen() {
        return List.copyOf(fallen);
    }
}
