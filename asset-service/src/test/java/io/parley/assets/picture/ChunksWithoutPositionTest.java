package io.parley.assets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ChunksWithoutPositionTest {
    private static final String XMP = "XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta exif:GPSLatitude=\"48,51.396N\"/>";
    private static final String COMMENT = "Comment\0At the lake";
    private static final int AFTER_HEADER = 33;

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] pngChunk(String type, byte[] data) {
        byte[] typed = concat(text(type), data);
        CRC32 crc = new CRC32();
        crc.update(typed);
        return concat(bigEndian(data.length), typed, bigEndian((int) crc.getValue()));
    }

    private static byte[] bigEndian(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] riffChunk(String type, byte[] data) {
        byte[] length = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(data.length)
                .array();
        return concat(text(type), length, data, new byte[data.length % 2]);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] png() throws IOException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 4, 0x123456);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        byte[] plain = out.toByteArray();
        return concat(
                Arrays.copyOf(plain, AFTER_HEADER),
                pngChunk("eXIf", TakenExif.tiff()),
                pngChunk("iTXt", text(XMP)),
                pngChunk("zTXt", text("Raw profile type exif\0\0 48,51.396N")),
                pngChunk("tEXt", text(COMMENT)),
                Arrays.copyOfRange(plain, AFTER_HEADER, plain.length));
    }

    private static byte[] webp() {
        byte[] chunks = concat(
                riffChunk("VP8X", new byte[10]),
                riffChunk("VP8 ", text("not really a picture, of odd length")),
                riffChunk("EXIF", TakenExif.tiff()),
                riffChunk("XMP ", text("<x:xmpmeta exif:GPSLatitude=\"48,51.396N\"/>")));
        byte[] length = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(chunks.length + 4)
                .array();
        return concat(text("RIFF"), length, text("WEBP"), chunks);
    }

    private static byte[] passed(byte[] file, int step) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ChunksWithoutPosition stream = new ChunksWithoutPosition(out)) {
            for (int at = 0; at < file.length; at += step) {
                stream.write(file, at, Math.min(step, file.length - at));
            }
            stream.finish();
        }
        return out.toByteArray();
    }

    private static void assertTellsNoPlace(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .doesNotContain("48,51")
                .doesNotContain(new String(TakenExif.LATITUDE, StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 40)
    void aPngTellsNoPlaceAndIsTheSamePicture(@ForAll @IntRange(min = 1, max = 700) int step) throws IOException {
        byte[] passed = passed(png(), step);

        assertThat(passed).hasSameSizeAs(png());
        assertTellsNoPlace(passed);
        assertThat(new String(passed, StandardCharsets.ISO_8859_1)).contains(COMMENT);
        assertThat(passed[passed.length - 12 + 4]).as("the end is where it was").isEqualTo((byte) 'I');
        assertThat(ImageIO.read(new ByteArrayInputStream(passed)).getRGB(3, 4) & 0xFFFFFF)
                .isEqualTo(0x123456);
        assertCrcs(passed);
    }

    private static void assertCrcs(byte[] png) {
        ByteBuffer chunks = ByteBuffer.wrap(png, 8, png.length - 8);
        while (chunks.hasRemaining()) {
            int length = chunks.getInt();
            byte[] typed = new byte[4 + length];
            chunks.get(typed);
            CRC32 crc = new CRC32();
            crc.update(typed);
            assertThat(chunks.getInt()).isEqualTo((int) crc.getValue());
        }
    }

    @Property(tries = 40)
    void aWebpTellsNoPlaceAndIsTurnedAsBefore(@ForAll @IntRange(min = 1, max = 400) int step) throws IOException {
        byte[] passed = passed(webp(), step);

        assertThat(passed).hasSameSizeAs(webp());
        assertTellsNoPlace(passed);
        String text = new String(passed, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("not really a picture");
        assertThat(passed[text.indexOf("EXIF") + 8 + TakenExif.TURNED_AT]).isEqualTo(TakenExif.ROTATED);
    }

    @Property(tries = 200)
    void anyOtherFileIsPassedOnAsItIs(@ForAll byte[] file, @ForAll @IntRange(min = 1, max = 50) int step)
            throws IOException {
        assertThat(passed(file, step)).isEqualTo(file);
        byte[] wave = concat(text("RIFF"), new byte[4], text("WAVE"), file);
        assertThat(passed(wave, step)).isEqualTo(wave);
    }

    /** Damaged or forged: it may be anything then, but as long as it was, and made in little time. */
    @Property(tries = 500)
    void aDamagedFileKeepsItsSize(@ForAll int seed, @ForAll @IntRange(min = 1, max = 900) int cut) throws IOException {
        Random random = new Random(seed);
        byte[] whole = random.nextBoolean() ? png() : webp();
        byte[] damaged = Arrays.copyOf(whole, Math.min(cut, whole.length));
        for (int i = 0; i < 5; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        assertThat(passed(damaged, 1 + random.nextInt(64))).hasSameSizeAs(damaged);
    }

    @Example
    void aChunkTooLargeToBeKeptIsOverwritten() throws IOException {
        byte[] large = concat(text("48,51.396N"), new byte[2_000_000]);
        byte[] png = concat(Arrays.copyOf(png(), AFTER_HEADER), pngChunk("iTXt", large));

        byte[] passed = passed(png, 10_000);

        assertThat(passed).hasSameSizeAs(png);
        assertTellsNoPlace(passed);
    }
}
