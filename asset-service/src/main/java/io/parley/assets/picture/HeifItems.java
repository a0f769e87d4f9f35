package io.parley.assets.picture;

import io.parley.assets.picture.Erased.Range;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where in a HEIF file its Exif and XMP lie, as its {@code meta} box says (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, annex A). */
final class HeifItems {
    private static final String HANDLER = "pict";
    private static final String EXIF = "Exif";
    private static final String MIME = "mime";
    private static final String XMP = "rdf+xml";
    private static final int IN_FILE = 0;
    private static final int IN_META = 1;

    /** A few bytes can say that there are tens of thousands. */
    private static final int MOST_PLACES = 1 << 16;

    private final Map<Long, Boolean> isExif = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private boolean isPicture;
    private long dataAt;

    /** @param method how {@code from} counts: from the start of the file, or of the data in this box */
    private record Place(long item, int method, long from, long length, boolean whole) {}

    private HeifItems() {}

    /**
     * @param meta the box without its header
     * @param at where in the file that begins
     * @return empty where it is of no picture, or cannot be read
     */
    static Optional<List<Range>> in(byte[] meta, long at) {
        HeifItems items = new HeifItems();
        try {
            items.read(ByteBuffer.wrap(meta), at);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
        return items.isPicture ? Optional.of(items.ranges()) : Optional.empty();
    }

    private void read(ByteBuffer meta, long at) {
        meta.getInt();
        while (meta.remaining() >= 2 * Integer.BYTES) {
            int start = meta.position();
            long size = Integer.toUnsignedLong(meta.getInt());
            String type = text(meta);
            int end = (int) Math.min(meta.limit(), size == 0 ? meta.limit() : start + size);
            ByteBuffer box = meta.slice(meta.position(), end - meta.position());
            switch (type) {
                case "hdlr" -> isPicture = text(box.position(2 * Integer.BYTES)).equals(HANDLER);
                case "iinf" -> itemInfos(box);
                case "iloc" -> locations(box);
                case "idat" -> dataAt = at + start + 2 * Integer.BYTES;
                default -> {}
            }
            meta.position(end);
        }
    }

    private static String text(ByteBuffer from) {
        byte[] text = new byte[Integer.BYTES];
        from.get(text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private void itemInfos(ByteBuffer box) {
        int version = box.getInt() >>> 24;
        number(box, version == 0 ? Short.BYTES : Integer.BYTES);
        while (box.remaining() >= 2 * Integer.BYTES) {
            int start = box.position();
            long size = Integer.toUnsignedLong(box.getInt());
            if (text(box).equals("infe")) {
                itemInfo(box.slice(box.position(), (int)
                        Math.min(box.remaining(), Math.max(0, size - 2 * Integer.BYTES))));
            }
            box.position((int) Math.min(box.limit(), start + Math.max(size, 2 * Integer.BYTES)));
        }
    }

    private void itemInfo(ByteBuffer entry) {
        int version = entry.getInt() >>> 24;
        if (version < 2) {
            return;
        }
        long item = number(entry, version == 2 ? Short.BYTES : Integer.BYTES);
        entry.getShort();
        String type = text(entry);
        byte[] rest = new byte[entry.remaining()];
        entry.get(rest);
        if (type.equals(EXIF)) {
            isExif.put(item, true);
        } else if (type.equals(MIME) && new String(rest, StandardCharsets.ISO_8859_1).contains(XMP)) {
            isExif.put(item, false);
        }
    }

    private void locations(ByteBuffer box) {
        int version = box.getInt() >>> 24;
        int sizes = Short.toUnsignedInt(box.getShort());
        int offsetBytes = sizes >>> 12;
        int lengthBytes = sizes >>> 8 & 0xF;
        int baseBytes = sizes >>> 4 & 0xF;
        int indexBytes = version == 0 ? 0 : sizes & 0xF;
        int idBytes = version < 2 ? Short.BYTES : Integer.BYTES;
        long items = number(box, idBytes);
        for (long i = 0; i < items; i++) {
            long item = number(box, idBytes);
            int method = version == 0 ? IN_FILE : box.getShort() & 0xF;
            box.getShort();
            long base = number(box, baseBytes);
            int extents = Short.toUnsignedInt(box.getShort());
            if (places.size() + extents > MOST_PLACES) {
                throw new IllegalArgumentException("no picture has so many parts");
            }
            for (int extent = 0; extent < extents; extent++) {
                number(box, indexBytes);
                long from = base + number(box, offsetBytes);
                places.add(new Place(item, method, from, number(box, lengthBytes), extents == 1));
            }
        }
    }

    private static long number(ByteBuffer from, int bytes) {
        return switch (bytes) {
            case 0 -> 0;
            case Short.BYTES -> Short.toUnsignedLong(from.getShort());
            case Integer.BYTES -> Integer.toUnsignedLong(from.getInt());
            case Long.BYTES -> from.getLong();
            default -> throw new IllegalArgumentException("no number has " + bytes + " bytes");
        };
    }

    private List<Range> ranges() {
        return places.stream()
                .filter(place -> isExif.containsKey(place.item))
                .filter(place -> place.method == IN_FILE || place.method == IN_META)
                .map(this::range)
                .filter(range -> range.from() >= 0 && range.to() > range.from())
                .toList();
    }

    /** Of no length: to the end of the file. */
    private Range range(Place place) {
        long from = place.from + (place.method == IN_META ? dataAt : 0);
        return place.length == 0
                ? new Range(from, Long.MAX_VALUE, false)
                : new Range(from, from + place.length, place.whole && Boolean.TRUE.equals(isExif.get(place.item)));
    }
}
