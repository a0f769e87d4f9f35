package io.parley.assets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BoxesWithoutPositionTest {
    private static final String PLACE = "+48.8577+002.295/";
    private static final String XMP = "<x:xmpmeta exif:GPSLatitude=\"" + PLACE + "\"/>";
    private static final String PIXELS = "the pixels of the picture";
    private static final String FRAMES = "the frames of the film";
    private static final int IN_FILE = 0;
    private static final int IN_META = 1;

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] shortNumber(int value) {
        return ByteBuffer.allocate(Short.BYTES).putShort((short) value).array();
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] all = concat(content);
        return concat(number(8 + all.length), text(type), all);
    }

    private static byte[] fullBox(String type, int version, byte[]... content) {
        return box(type, number(version << 24), concat(content));
    }

    private static byte[] exif() {
        return concat(number(6), text("Exif\0\0"), TakenExif.tiff());
    }

    private static byte[] handler(String type) {
        return fullBox("hdlr", 0, number(0), text(type), new byte[13]);
    }

    private static byte[] item(int id, String type, String rest) {
        return fullBox("infe", 2, shortNumber(id), shortNumber(0), text(type), text("\0" + rest));
    }

    private static byte[] location(int id, int method, int from, int length) {
        return concat(
                shortNumber(id), shortNumber(method), shortNumber(0), shortNumber(1), number(from), number(length));
    }

    /** @param method where Exif and XMP are: among the pixels, or in the box that describes the picture */
    private static byte[] heif(int method) {
        byte[] first = box("ftyp", text("heic"), number(0), text("mif1heic"));
        byte[] noted = concat(exif(), text(XMP));
        byte[] data = method == IN_META ? box("idat", noted) : new byte[0];
        byte[] infos = fullBox(
                "iinf",
                0,
                shortNumber(3),
                item(1, "hvc1", ""),
                item(2, "Exif", ""),
                item(3, "mime", "application/rdf+xml\0"));
        byte[] handler = handler("pict");
        int itemLocations = 12 + 2 + 2 + 3 * 16;
        int metaLength = 12 + handler.length + infos.length + itemLocations + data.length;
        int pixelsAt = first.length + metaLength + 8;
        int notedAt = method == IN_META ? 0 : pixelsAt + PIXELS.length();
        byte[] locations = fullBox(
                "iloc",
                1,
                shortNumber(0x4400),
                shortNumber(3),
                location(1, IN_FILE, pixelsAt, PIXELS.length()),
                location(2, method, notedAt, exif().length),
                location(3, method, notedAt + exif().length, XMP.length()));
        byte[] meta = fullBox("meta", 0, handler, infos, locations, data);
        assertThat(meta).hasSize(metaLength);
        return concat(first, meta, box("mdat", text(PIXELS), method == IN_META ? new byte[0] : noted));
    }

    /** As a telephone, an encoder and a camera note it. */
    private static byte[] film() {
        byte[] keys = fullBox(
                "meta",
                0,
                handler("mdta"),
                box("keys", text("com.apple.quicktime.location.ISO6709")),
                box("ilst", text(PLACE)));
        byte[] notes = box(
                "udta",
                box("©xyz", shortNumber(PLACE.length()), shortNumber(0), text(PLACE)),
                box("loci", text(PLACE)),
                box("CNTH", text(PLACE)),
                box("©nam", text("At the lake")),
                box("meta", handler("mdir"), box("ilst", box("©ART", text("Alice")))),
                number(0));
        return concat(
                box("ftyp", text("qt  ")),
                concat(number(1), text("mdat"), new byte[7], new byte[] {(byte) (16 + FRAMES.length())}, text(FRAMES)),
                box("moov", box("trak", box("tkhd", text("turned")), notes), keys, notes),
                box("uuid", uuidOfXmp(), text(XMP)));
    }

    private static byte[] uuidOfXmp() {
        return ByteBuffer.allocate(16)
                .putLong(0xbe7acfcb97a942e8L)
                .putLong(0x9c71999491e3afacL)
                .array();
    }

    private static byte[] passed(byte[] file, int step) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WithoutPosition stream = new WithoutPosition(out)) {
            for (int at = 0; at < file.length; at += step) {
                stream.write(file, at, Math.min(step, file.length - at));
            }
            stream.finish();
        }
        return out.toByteArray();
    }

    @Property(tries = 60)
    void aHeifTellsNoPlaceAndIsTheSamePicture(
            @ForAll @IntRange(min = 1, max = 700) int step, @ForAll @IntRange(min = IN_FILE, max = IN_META) int method)
            throws IOException {
        byte[] taken = heif(method);
        byte[] passed = passed(taken, step);

        assertThat(text(taken)).contains(PLACE, text(TakenExif.LATITUDE));
        assertThat(passed).hasSameSizeAs(taken);
        assertThat(text(passed))
                .doesNotContain(PLACE, text(TakenExif.LATITUDE))
                .contains(PIXELS, "iloc", "iinf", "pict");
        int tiff = text(taken).indexOf("Exif\0\0II") + 6;
        assertThat(passed[tiff + TakenExif.TURNED_AT]).as("how it is turned").isEqualTo(TakenExif.ROTATED);
    }

    @Property(tries = 60)
    void aFilmTellsNoPlaceAndPlaysAsBefore(@ForAll @IntRange(min = 1, max = 900) int step) throws IOException {
        byte[] passed = passed(film(), step);

        assertThat(text(film())).contains(PLACE);
        assertThat(passed).hasSameSizeAs(film());
        assertThat(text(passed))
                .doesNotContain(PLACE, "location", "CNTH")
                .contains(FRAMES, "tkhd", "turned", "At the lake", "Alice");
    }

    @Property(tries = 200)
    void anyOtherFileIsPassedOnAsItIs(@ForAll byte[] file, @ForAll @IntRange(min = 1, max = 50) int step)
            throws IOException {
        assertThat(passed(file, step)).isEqualTo(file);
        byte[] words = concat(text("He moov"), file);
        assertThat(passed(words, step)).isEqualTo(words);
    }

    /** Damaged or forged: it may be anything then, but as long as it was. */
    @Property(tries = 1_000)
    void aDamagedFileKeepsItsSize(@ForAll int seed, @ForAll @IntRange(min = 1, max = 1_000) int cut)
            throws IOException {
        Random random = new Random(seed);
        byte[] whole = random.nextBoolean() ? film() : heif(random.nextInt(2));
        byte[] damaged = Arrays.copyOf(whole, Math.min(cut, whole.length));
        for (int i = 0; i < 5; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        assertThat(passed(damaged, 1 + random.nextInt(64))).hasSameSizeAs(damaged);
    }

    @Property(tries = 100)
    void whatIsCutOffTellsNoPlace(@ForAll @IntRange(min = 1, max = 900) int cut) throws IOException {
        for (byte[] whole : new byte[][] {film(), heif(IN_FILE), heif(IN_META)}) {
            byte[] begun = Arrays.copyOf(whole, Math.min(cut, whole.length));
            assertThat(passed(begun, 7)).hasSameSizeAs(begun);
            assertThat(text(passed(begun, 7))).doesNotContain(PLACE, text(TakenExif.LATITUDE));
        }
    }

    @Example
    void notesTooLargeToBeKeptAreOverwritten() throws IOException {
        byte[] film = concat(
                box("ftyp", text("isom")),
                box("moov", box("udta", fullBox("meta", 0, text(PLACE), new byte[2_000_000]))),
                box("mdat", text(FRAMES)));

        byte[] passed = passed(film, 10_000);

        assertThat(passed).hasSameSizeAs(film);
        assertThat(text(passed)).doesNotContain(PLACE).contains(FRAMES);
    }

    @Example
    void aPictureOfWhichMuchIsToBeSaidStaysOne() throws IOException {
        byte[] picture = concat(
                box("ftyp", text("heic")),
                fullBox("meta", 0, handler("pict"), box("iprp", new byte[2_000_000])),
                box("mdat", text(PIXELS)));

        assertThat(passed(picture, 10_000)).isEqualTo(picture);
    }

    /** A megabyte of these would be billions of parts. */
    @Example
    void aDescriptionOfPartsThatTakeNoBytesCostsNoMemory() throws IOException {
        byte[] manyAtNothing = concat(shortNumber(1), shortNumber(0), shortNumber(0xFFFF));
        byte[][] items = new byte[100_000][];
        Arrays.fill(items, manyAtNothing);
        byte[] picture = concat(
                box("ftyp", text("heic")),
                fullBox(
                        "meta",
                        0,
                        handler("pict"),
                        fullBox("iloc", 0, shortNumber(0), shortNumber(0xFFFF), concat(items))));

        assertThat(passed(picture, 10_000)).hasSameSizeAs(picture);
    }

    /** Each would have to be remembered until it ends. */
    @Example
    void tracksWithinTracksAreNotEntered() throws IOException {
        byte[] film = concat(
                box("ftyp", text("isom")),
                box("moov", box("trak", box("trak", box("udta", box("loci", text(PLACE)))))));

        assertThat(passed(film, 7)).isEqualTo(film);
    }
}
