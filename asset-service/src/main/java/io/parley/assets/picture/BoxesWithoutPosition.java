package io.parley.assets.picture;

import io.parley.assets.picture.Erased.Range;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Passes a file on; in a HEIF or AVIF picture, position and the camera maker's notes in Exif, and XMP, are overwritten; in an MP4 or QuickTime film what is noted beside the
 * film, but for its plain texts. Where a picture's data come before the box that describes them, they stay as they are; so do positions in a track of their own.
 * Keeps one box, a megabyte, at most: larger notes are overwritten as a whole, and what describes a picture stays.
 *
 * <p>Boxes as in ISO/IEC 14496-12, 4.2, and in the QuickTime File Format: length, type, a longer length where that is 1, content.
 */
final class BoxesWithoutPosition extends PositionFilter {
    private static final int HEADER = 2 * Integer.BYTES;
    private static final int LONG_LENGTH = 1;
    private static final int UUID_BYTES = 16;
    private static final int MOST_KEPT = 1 << 20;
    private static final Set<String> FIRST = Set.of("ftyp", "wide", "moov");
    private static final byte[] XMP = HexFormat.of().parseHex("be7acfcb97a942e89c71999491e3afac");
    private static final String NO_BOX = "free";
    private static final String TEXT = "©";

    /** Texts of people, and what a player goes by. */
    private static final Set<String> PLAIN = Set.of(
            "name", "titl", "dscp", "cprt", "perf", "auth", "gnre", "albm", "yrrc", "chpl", "ludt", "tsel", "kind",
            "hnti", "hinf");

    private final Erased out;
    private final Deque<Container> containers = new ArrayDeque<>();
    private State state = State.HEADER;
    private byte[] header = new byte[HEADER];
    private byte[] kept = {};
    private int filled;
    private long left;
    private long at;

    private enum State {
        HEADER,
        PASSED,
        KEPT,
        CLEARED,
        /** It is no such file, or none that can be read. */
        OTHER
    }

    private enum Place {
        FILE,
        FILM,
        TRACK,
        NOTES
    }

    /** @param end where in the file what it contains ends */
    private record Container(Place place, long end) {}

    BoxesWithoutPosition(OutputStream out) {
        this.out = new Erased(out);
        containers.push(new Container(Place.FILE, Long.MAX_VALUE));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int part = (int) Math.min(end - from, wanted());
            switch (state) {
                case PASSED, OTHER -> out.write(bytes, from, part);
                case CLEARED -> out.write(new byte[part], 0, part);
                case HEADER -> System.arraycopy(bytes, from, header, filled, part);
                case KEPT -> System.arraycopy(bytes, from, kept, filled, part);
            }
            from += part;
            took(part);
        }
    }

    private long wanted() {
        return switch (state) {
            case HEADER -> header.length - filled;
            case KEPT -> kept.length - filled;
            case PASSED, CLEARED -> left;
            case OTHER -> Long.MAX_VALUE;
        };
    }

    private void took(int count) throws IOException {
        at += count;
        switch (state) {
            case HEADER -> {
                filled += count;
                if (wanted() == 0) {
                    header();
                }
            }
            case KEPT -> {
                filled += count;
                if (wanted() == 0) {
                    flushKept();
                }
            }
            case PASSED, CLEARED -> {
                left -= count;
                if (left == 0) {
                    awaitBox();
                }
            }
            case OTHER -> {}
        }
    }

    private void awaitBox() throws IOException {
        while (at >= containers.element().end) {
            containers.pop();
        }
        long rest = containers.element().end - at;
        if (rest < HEADER) {
            pass(rest);
        } else {
            header = new byte[HEADER];
            filled = 0;
            state = State.HEADER;
        }
    }

    private void pass(long count) {
        left = count;
        state = State.PASSED;
    }

    private String type() {
        return new String(header, Integer.BYTES, Integer.BYTES, StandardCharsets.ISO_8859_1);
    }

    private void header() throws IOException {
        int needed = neededHeader();
        if (needed > header.length) {
            header = Arrays.copyOf(header, needed);
            return;
        }
        long size = size();
        long rest = containers.element().end - (at - header.length);
        if ((at == header.length && !isFirst()) || size < header.length || size > rest) {
            out.write(header, 0, filled);
            state = State.OTHER;
        } else {
            box(size - header.length);
        }
    }

    private int neededHeader() {
        boolean hasLongLength = ByteBuffer.wrap(header).getInt() == LONG_LENGTH;
        return HEADER + (hasLongLength ? Long.BYTES : 0) + (type().equals("uuid") ? UUID_BYTES : 0);
    }

    /** Texts that look like it do not begin with a zero. */
    private boolean isFirst() {
        return header[0] == 0 && FIRST.contains(type());
    }

    /** With its header; one of no length goes as far as what contains it. */
    private long size() {
        ByteBuffer numbers = ByteBuffer.wrap(header);
        int size = numbers.getInt();
        return switch (size) {
            case 0 -> containers.element().end - (at - header.length);
            case LONG_LENGTH -> numbers.getLong(HEADER);
            default -> Integer.toUnsignedLong(size);
        };
    }

    private void box(long content) throws IOException {
        String type = type();
        Place place = containers.element().place;
        switch (place) {
            case FILE -> {
                switch (type) {
                    case "moov" -> enter(Place.FILM, content);
                    case "meta" -> keepOrPass(content);
                    default -> passOrClear(content, isXmp());
                }
            }
            case FILM -> {
                if (type.equals("trak")) {
                    enter(Place.TRACK, content);
                } else {
                    noted(type, content);
                }
            }
            case TRACK -> noted(type, content);
            case NOTES -> {
                if (type.equals("meta")) {
                    keepOrClear(content);
                } else {
                    boolean plain = PLAIN.contains(type) || (type.startsWith(TEXT) && !type.equals("©xyz"));
                    passOrClear(content, !plain);
                }
            }
        }
    }

    private void noted(String type, long content) throws IOException {
        switch (type) {
            case "udta" -> enter(Place.NOTES, content);
            case "meta" -> keepOrClear(content);
            default -> passOrClear(content, isXmp());
        }
    }

    private boolean isXmp() {
        return type().equals("uuid")
                && Arrays.equals(header, header.length - UUID_BYTES, header.length, XMP, 0, UUID_BYTES);
    }

    private void enter(Place place, long content) throws IOException {
        containers.push(new Container(place, at + content));
        out.write(header, 0, header.length);
        awaitBox();
    }

    private void passOrClear(long content, boolean clear) throws IOException {
        if (clear) {
            clear(content);
        } else {
            out.write(header, 0, header.length);
            left = content;
            state = State.PASSED;
        }
        if (left == 0) {
            awaitBox();
        }
    }

    private void clear(long content) throws IOException {
        System.arraycopy(NO_BOX.getBytes(StandardCharsets.US_ASCII), 0, header, Integer.BYTES, Integer.BYTES);
        out.write(header, 0, header.length);
        left = content;
        state = State.CLEARED;
    }

    /** Without it a picture would be none. */
    private void keepOrPass(long content) throws IOException {
        if (content > MOST_KEPT) {
            passOrClear(content, false);
        } else {
            keep(content);
        }
    }

    private void keepOrClear(long content) throws IOException {
        if (content > MOST_KEPT) {
            passOrClear(content, true);
        } else {
            keep(content);
        }
    }

    private void keep(long content) throws IOException {
        kept = new byte[(int) content];
        filled = 0;
        state = State.KEPT;
        if (content == 0) {
            flushKept();
        }
    }

    /** What describes a picture stays, and says where its Exif is; what is noted of a film goes if it tells a place. */
    private void flushKept() throws IOException {
        Optional<List<Range>> picture = HeifItems.in(kept, at - kept.length);
        picture.ifPresent(out::erase);
        if (picture.isEmpty() && tellsPlace(kept)) {
            Arrays.fill(kept, (byte) 0);
            System.arraycopy(NO_BOX.getBytes(StandardCharsets.US_ASCII), 0, header, Integer.BYTES, Integer.BYTES);
        }
        out.write(header, 0, header.length);
        out.write(kept, 0, kept.length);
        kept = new byte[] {};
        awaitBox();
    }

    private static boolean tellsPlace(byte[] notes) {
        String text = new String(notes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return text.contains("location") || text.contains("©xyz") || text.contains("gps");
    }

    @Override
    void finish() throws IOException {
        switch (state) {
            case HEADER -> out.write(header, 0, filled);
            case KEPT -> {
                out.write(header, 0, header.length);
                out.write(new byte[filled], 0, filled);
            }
            case PASSED, CLEARED, OTHER -> {}
        }
        out.finish();
        state = State.OTHER;
    }
}
