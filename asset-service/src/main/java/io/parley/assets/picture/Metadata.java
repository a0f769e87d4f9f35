package io.parley.assets.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What an APP1 segment says of a picture: Exif (CIPA DC-008, a TIFF of directories of tagged values), or XMP. */
final class Metadata {
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int FIRST_DIRECTORY_AT = 4;
    private static final int DIRECTORIES = 2;
    private static final int ENTRY_BYTES = 12;
    private static final int VALUE_AT = 8;
    private static final int GPS = 0x8825;
    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int MAKER_NOTE = 0x927C;
    /** What is honest is gone through so often at most: entries to be read and cleared, values to be cleared. */
    private static final int TIMES = 4;

    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    private final ByteBuffer tiff;
    private long left;

    private Metadata(ByteBuffer tiff) {
        this.tiff = tiff;
        this.left = (long) TIMES * tiff.capacity();
    }

    /** Overwrites what may tell a place; what cannot be read as Exif as a whole. */
    static void scrub(byte[] segment) {
        if (!startsWith(segment, EXIF)) {
            Arrays.fill(segment, (byte) ' ');
            return;
        }
        scrubTiff(segment, EXIF.length);
    }

    /** Exif without its name in front, or with it, as PNG and WebP have it; what cannot be read is overwritten as a whole. */
    static void scrubExif(byte[] chunk) {
        scrubTiff(chunk, startsWith(chunk, EXIF) ? EXIF.length : 0);
    }

    /** Exif as HEIF has it, behind four bytes that say where it begins; what cannot be read is overwritten as a whole. */
    static void scrubItem(byte[] item) {
        int from = Math.min(item.length, Integer.BYTES);
        byte[] exif = Arrays.copyOfRange(item, from, item.length);
        scrubExif(exif);
        System.arraycopy(exif, 0, item, from, exif.length);
    }

    private static void scrubTiff(byte[] segment, int from) {
        ByteBuffer tiff = ByteBuffer.wrap(segment, from, segment.length - from).slice();
        try {
            tiff.order(tiff.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            new Metadata(tiff).scrub(tiff.getInt(FIRST_DIRECTORY_AT));
        } catch (IndexOutOfBoundsException e) {
            Arrays.fill(segment, (byte) 0);
        }
    }

    private static boolean startsWith(byte[] segment, byte[] prefix) {
        return segment.length >= prefix.length && Arrays.equals(segment, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** The picture's directory and that of its thumbnail. */
    private void scrub(int firstDirectory) {
        int directory = firstDirectory;
        for (int i = 0; i < DIRECTORIES && directory != 0; i++) {
            scrubDirectory(directory);
            directory = tiff.getInt(endOf(directory));
        }
    }

    private void scrubDirectory(int directory) {
        for (int entry = directory + 2, end = endOf(directory); entry < end; entry += ENTRY_BYTES) {
            switch (Short.toUnsignedInt(tiff.getShort(entry))) {
                case GPS -> clearDirectory(tiff.getInt(entry + VALUE_AT));
                case EXIF_DIRECTORY -> clearMakerNote(tiff.getInt(entry + VALUE_AT));
                default -> {}
            }
        }
    }

    private void clearMakerNote(int directory) {
        for (int entry = directory + 2, end = endOf(directory); entry < end; entry += ENTRY_BYTES) {
            if (Short.toUnsignedInt(tiff.getShort(entry)) == MAKER_NOTE) {
                clearValue(entry);
            }
        }
    }

    /** To one without entries. */
    private void clearDirectory(int directory) {
        int end = endOf(directory);
        for (int entry = directory + 2; entry < end; entry += ENTRY_BYTES) {
            clearValue(entry);
        }
        clear(directory, end - directory);
    }

    private int endOf(int directory) {
        int bytes = 2 + Short.toUnsignedInt(tiff.getShort(directory)) * ENTRY_BYTES;
        goThrough(bytes);
        return directory + bytes;
    }

    /** Directories and values that lie upon each other would make some KB the work of seconds. */
    private void goThrough(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw new IndexOutOfBoundsException("directories or values overlap");
        }
    }

    /** Of up to four bytes it stands in the entry, a larger one elsewhere. */
    private void clearValue(int entry) {
        int type = Short.toUnsignedInt(tiff.getShort(entry + 2));
        long bytes = Integer.toUnsignedLong(tiff.getInt(entry + 4)) * (type < TYPE_BYTES.length ? TYPE_BYTES[type] : 1);
        if (bytes > Integer.BYTES) {
            clear(tiff.getInt(entry + VALUE_AT), Math.toIntExact(Math.min(bytes, tiff.capacity())));
        } else {
            tiff.putInt(entry + VALUE_AT, 0);
        }
    }

    private void clear(int from, int count) {
        goThrough(count);
        for (int at = from; at < from + count; at++) {
            tiff.put(at, (byte) 0);
        }
    }
}
