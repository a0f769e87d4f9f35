package io.parley.assets.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Passes a file on; in a PNG and a WebP, what says where it was taken is overwritten: the position and the camera maker's notes in Exif, XMP, and texts
 * that hold either. How the picture is to be turned stays, and so does the size. Keeps one chunk, a megabyte, at most: a larger one of these is overwritten as a whole.
 *
 * <p>Chunks as in PNG (ISO/IEC 15948, 5.3: length, type, data, CRC-32) and in RIFF (type, length, data, a byte more where that is odd).
 */
final class ChunksWithoutPosition extends PositionFilter {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int TYPE_BYTES = 4;
    private static final int MOST_KEPT = 1 << 20;
    private static final Set<String> TEXTS = Set.of("tEXt", "zTXt", "iTXt");
    private static final String XMP_KEYWORD = "XML:com.adobe.xmp";
    private static final String PROFILE_KEYWORD = "Raw profile type ";

    /** Of a chunk that no reader knows, and every reader passes over. */
    private static final byte[] NOTHING = "noLo".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private Format format = Format.UNKNOWN;
    private State state = State.FILE_HEADER;
    private byte[] kept = new byte[RIFF_HEADER];
    private int filled;
    private byte[] header = {};
    private long left;

    private enum Format {
        UNKNOWN,
        PNG,
        WEBP,
        OTHER
    }

    private enum State {
        FILE_HEADER,
        CHUNK_HEADER,
        PASSED,
        KEPT,
        /** Too large to be kept: nothing of it is passed on. */
        CLEARED
    }

    ChunksWithoutPosition(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (format == Format.OTHER) {
                out.write(bytes, at, end - at);
                return;
            }
            int part = (int) Math.min(end - at, wanted());
            switch (state) {
                case PASSED -> out.write(bytes, at, part);
                case CLEARED -> out.write(new byte[part]);
                case FILE_HEADER, CHUNK_HEADER, KEPT -> System.arraycopy(bytes, at, kept, filled, part);
            }
            at += part;
            took(part);
        }
    }

    private long wanted() {
        return switch (state) {
            case FILE_HEADER -> (format == Format.UNKNOWN ? PNG.length : RIFF_HEADER) - filled;
            case CHUNK_HEADER -> CHUNK_HEADER - filled;
            case PASSED, CLEARED -> left;
            case KEPT -> kept.length - filled;
        };
    }

    private void took(int count) throws IOException {
        switch (state) {
            case PASSED, CLEARED -> {
                left -= count;
                if (left == 0) {
                    awaitChunk();
                }
            }
            case FILE_HEADER -> {
                filled += count;
                if (wanted() == 0) {
                    fileHeader();
                }
            }
            case CHUNK_HEADER -> {
                filled += count;
                if (wanted() == 0) {
                    chunkHeader();
                }
            }
            case KEPT -> {
                filled += count;
                if (wanted() == 0) {
                    flushKept();
                }
            }
        }
    }

    private void fileHeader() throws IOException {
        if (format == Format.UNKNOWN && isText(kept, 0, "RIFF")) {
            format = Format.WEBP;
            return;
        }
        if (format == Format.UNKNOWN) {
            format = Arrays.equals(kept, 0, PNG.length, PNG, 0, PNG.length) ? Format.PNG : Format.OTHER;
        } else if (!isText(kept, CHUNK_HEADER, "WEBP")) {
            format = Format.OTHER;
        }
        out.write(kept, 0, filled);
        awaitChunk();
    }

    private static boolean isText(byte[] bytes, int at, String text) {
        return text.equals(new String(bytes, at, TYPE_BYTES, StandardCharsets.US_ASCII));
    }

    private void awaitChunk() {
        kept = new byte[CHUNK_HEADER];
        filled = 0;
        state = State.CHUNK_HEADER;
    }

    private void chunkHeader() throws IOException {
        header = kept;
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(header)
                .order(format == Format.PNG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .getInt(format == Format.PNG ? 0 : TYPE_BYTES));
        long following = format == Format.PNG ? length + Integer.BYTES : length + (length & 1);
        boolean mayTell = mayTell();
        if (mayTell && following <= MOST_KEPT) {
            kept = new byte[(int) following];
            filled = 0;
            state = State.KEPT;
        } else {
            if (mayTell && format == Format.PNG) {
                System.arraycopy(NOTHING, 0, header, TYPE_BYTES, TYPE_BYTES);
            }
            state = mayTell ? State.CLEARED : State.PASSED;
            out.write(header);
            left = following;
        }
        if (wanted() == 0) {
            if (state == State.KEPT) {
                flushKept();
            } else {
                awaitChunk();
            }
        }
    }

    private String type() {
        return new String(header, format == Format.PNG ? TYPE_BYTES : 0, TYPE_BYTES, StandardCharsets.US_ASCII);
    }

    private boolean mayTell() {
        String type = type();
        return format == Format.PNG
                ? type.equals("eXIf") || TEXTS.contains(type)
                : type.equals("EXIF") || type.equals("XMP ");
    }

    private void flushKept() throws IOException {
        switch (format) {
            case PNG -> flushPng();
            case WEBP -> {
                if (type().equals("EXIF")) {
                    Metadata.scrubExif(kept);
                } else {
                    Arrays.fill(kept, (byte) ' ');
                }
                out.write(header);
                out.write(kept);
            }
            case UNKNOWN, OTHER -> throw new IllegalStateException("has no chunks");
        }
        awaitChunk();
    }

    /** The CRC of what is unchanged is, too. */
    private void flushPng() throws IOException {
        byte[] data = Arrays.copyOf(kept, kept.length - Integer.BYTES);
        if (type().equals("eXIf")) {
            Metadata.scrubExif(data);
        } else if (tellsMore(data)) {
            Arrays.fill(data, (byte) 0);
            System.arraycopy(NOTHING, 0, header, TYPE_BYTES, TYPE_BYTES);
        }
        out.write(header);
        out.write(data);
        if (Arrays.equals(data, 0, data.length, kept, 0, data.length)) {
            out.write(kept, data.length, Integer.BYTES);
        } else {
            CRC32 crc = new CRC32();
            crc.update(header, TYPE_BYTES, TYPE_BYTES);
            crc.update(data);
            out.write(ByteBuffer.allocate(Integer.BYTES)
                    .putInt((int) crc.getValue())
                    .array());
        }
    }

    /** Whether a text holds XMP, or Exif as some programs write it. */
    private static boolean tellsMore(byte[] text) {
        String start = new String(text, 0, Math.min(text.length, XMP_KEYWORD.length()), StandardCharsets.ISO_8859_1);
        return start.equals(XMP_KEYWORD) || start.equals(PROFILE_KEYWORD);
    }

    @Override
    void finish() throws IOException {
        switch (state) {
            case FILE_HEADER, CHUNK_HEADER -> out.write(kept, 0, filled);
            case KEPT -> {
                out.write(header);
                out.write(new byte[filled]);
            }
            case PASSED, CLEARED -> {}
        }
        format = Format.OTHER;
        filled = 0;
    }
}
