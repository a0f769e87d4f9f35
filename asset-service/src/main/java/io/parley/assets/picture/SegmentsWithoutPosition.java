package io.parley.assets.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Passes a file on; in a JPEG, what says where it was taken is overwritten: the position in Exif, the camera maker's notes, XMP and IPTC. The
 * rest, how the picture is to be turned among it, stays as it is, and so does the size. Keeps one segment, 64 KiB, at most.
 *
 * <p>Segments as in ITU-T T.81, B.1.1: a marker, a length that counts its own two bytes, the payload. Between segments and within a scan, {@code FF 00} and restart markers carry none. A second picture behind the
 * first is gone through as well.
 */
final class SegmentsWithoutPosition extends PositionFilter {
    private static final int MARKER = 0xFF;
    private static final int START = 0xD8;
    private static final int EXIF_OR_XMP = 0xE1;
    private static final int IPTC = 0xED;

    private final OutputStream out;
    private State state = State.BEFORE;
    private int marker;
    private int left;
    private byte[] segment = {};
    private int filled;

    private enum State {
        /** Nothing came yet. */
        BEFORE,
        /** It began as a JPEG does. */
        FIRST_BYTE,
        /** It is none. */
        OTHER,
        BETWEEN,
        MARKER,
        LENGTH_HIGH,
        LENGTH_LOW,
        PAYLOAD,
        SCRUBBED_PAYLOAD
    }

    SegmentsWithoutPosition(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int unwritten = offset;
        int at = offset;
        while (at < end) {
            switch (state) {
                case OTHER -> at = end;
                case PAYLOAD -> {
                    int part = Math.min(left, end - at);
                    at += part;
                    left -= part;
                    state = left == 0 ? State.BETWEEN : State.PAYLOAD;
                }
                case SCRUBBED_PAYLOAD -> {
                    out.write(bytes, unwritten, at - unwritten);
                    int part = Math.min(left, end - at);
                    System.arraycopy(bytes, at, segment, filled, part);
                    filled += part;
                    left -= part;
                    at += part;
                    unwritten = at;
                    if (left == 0) {
                        flushScrubbed();
                    }
                }
                default -> step(bytes[at++] & 0xFF);
            }
        }
        out.write(bytes, unwritten, end - unwritten);
    }

    private void step(int one) {
        switch (state) {
            case BEFORE -> state = one == MARKER ? State.FIRST_BYTE : State.OTHER;
            case FIRST_BYTE -> state = one == START ? State.BETWEEN : State.OTHER;
            case BETWEEN -> state = one == MARKER ? State.MARKER : State.BETWEEN;
            case MARKER -> {
                marker = one;
                state = one == MARKER ? State.MARKER : hasPayload(one) ? State.LENGTH_HIGH : State.BETWEEN;
            }
            case LENGTH_HIGH -> {
                left = one << 8;
                state = State.LENGTH_LOW;
            }
            case LENGTH_LOW -> payload((left | one) - 2);
            case OTHER, PAYLOAD, SCRUBBED_PAYLOAD -> throw new IllegalStateException("goes by more than a byte");
        }
    }

    private void payload(int length) {
        left = length;
        if (length <= 0) {
            state = State.BETWEEN;
        } else if (marker == EXIF_OR_XMP || marker == IPTC) {
            segment = new byte[length];
            filled = 0;
            state = State.SCRUBBED_PAYLOAD;
        } else {
            state = State.PAYLOAD;
        }
    }

    /** Neither a byte of a scan, nor a restart, start or end of an image. */
    private static boolean hasPayload(int marker) {
        return marker > 0x01 && (marker < 0xD0 || marker > 0xD9);
    }

    private void flushScrubbed() throws IOException {
        if (marker == IPTC) {
            Arrays.fill(segment, (byte) 0);
        } else {
            Metadata.scrub(segment);
        }
        out.write(segment, 0, filled);
        segment = new byte[] {};
        state = State.BETWEEN;
    }

    @Override
    void finish() throws IOException {
        if (state == State.SCRUBBED_PAYLOAD) {
            Arrays.fill(segment, (byte) 0);
            out.write(segment, 0, filled);
            state = State.OTHER;
        }
    }
}
