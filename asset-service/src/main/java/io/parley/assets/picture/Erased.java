package io.parley.assets.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Writes a file of which some ranges are overwritten. Keeps one range of Exif, a megabyte, at most: a larger one is overwritten as a whole. */
final class Erased {
    private static final int MOST_KEPT = 1 << 20;

    private final OutputStream out;
    private final Deque<Range> ranges = new ArrayDeque<>();
    private byte[] kept = {};
    private int filled;
    private long position;

    /**
     * Of bytes of the file.
     *
     * @param to exclusive
     * @param exif of which the rest stays
     */
    record Range(long from, long to, boolean exif) {
        boolean isKept() {
            return exif && to - from <= MOST_KEPT;
        }
    }

    Erased(OutputStream out) {
        this.out = out;
    }

    /** What was written already stays; as long as there are ranges ahead, further ones do not count. Those that lie upon each other are erased as a whole. */
    void erase(List<Range> more) {
        if (!ranges.isEmpty()) {
            return;
        }
        long free = position;
        for (Range range :
                more.stream().sorted(Comparator.comparingLong(Range::from)).toList()) {
            if (range.to > free) {
                ranges.addLast(range.from >= free ? range : new Range(free, range.to, false));
                free = range.to;
            }
        }
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            Range next = ranges.peekFirst();
            if (next == null) {
                out.write(bytes, at, end - at);
                position += end - at;
                return;
            }
            boolean within = next.from <= position;
            int part = (int) Math.min(end - at, (within ? next.to : next.from) - position);
            if (!within) {
                out.write(bytes, at, part);
            } else if (next.isKept()) {
                keep(next, bytes, at, part);
            } else {
                out.write(new byte[part]);
            }
            at += part;
            position += part;
            if (position == next.to) {
                flush(next);
            }
        }
    }

    private void keep(Range range, byte[] bytes, int from, int count) {
        if (filled == 0) {
            kept = new byte[(int) (range.to - range.from)];
        }
        System.arraycopy(bytes, from, kept, filled, count);
        filled += count;
    }

    private void flush(Range whole) throws IOException {
        if (whole.isKept()) {
            Metadata.scrubItem(kept);
            out.write(kept);
            filled = 0;
        }
        ranges.removeFirst();
    }

    /** Nothing of a range that does not end is readable. */
    void finish() throws IOException {
        Arrays.fill(kept, 0, filled, (byte) 0);
        out.write(kept, 0, filled);
        filled = 0;
    }
}
