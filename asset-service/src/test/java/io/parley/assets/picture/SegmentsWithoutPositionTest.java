package io.parley.assets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentsWithoutPositionTest {
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude=\"48,51.396N\"/>";
    private static final String IPTC = "Photoshop 3.0\0008BIM Montmartre";
    private static final byte[] LATITUDE = {48, 51, 23, 96, 7, 77, 13, 55};
    private static final String MAKER_NOTE = "made near 48.8566";
    private static final byte ROTATED = 6;

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(120, 90, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(10, 10, 90, 60);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    /** Two directories: how it is turned and where it was taken; who made it. */
    private static byte[] exif(ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(200).order(order);
        tiff.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D))
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 3);
        entry(tiff, 0x0112, 3, 1, order == ByteOrder.LITTLE_ENDIAN ? ROTATED : ROTATED << 16);
        entry(tiff, 0x8769, 4, 1, 60);
        entry(tiff, 0x8825, 4, 1, 100);
        tiff.putInt(0);
        tiff.position(60).putShort((short) 1);
        entry(tiff, 0x927C, 7, MAKER_NOTE.length(), 150);
        tiff.position(100).putShort((short) 2);
        entry(tiff, 0x0001, 2, 2, 'N' << 24);
        entry(tiff, 0x0002, 5, 1, 140);
        tiff.position(140).put(LATITUDE);
        tiff.position(150).put(MAKER_NOTE.getBytes(StandardCharsets.US_ASCII));
        return concat("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff.array());
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static byte[] segment(int marker, byte[] payload) {
        return concat(
                new byte[] {(byte) 0xFF, (byte) marker, (byte) ((payload.length + 2) >> 8), (byte) (payload.length + 2)
                },
                payload);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] taken(ByteOrder order) throws IOException {
        byte[] plain = picture();
        return concat(
                Arrays.copyOf(plain, 2),
                segment(0xE1, exif(order)),
                segment(0xE1, XMP.getBytes(StandardCharsets.US_ASCII)),
                segment(0xED, IPTC.getBytes(StandardCharsets.US_ASCII)),
                Arrays.copyOfRange(plain, 2, plain.length));
    }

    private static byte[] through(byte[] file, Random sizes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SegmentsWithoutPosition stream = new SegmentsWithoutPosition(out);
        for (int at = 0; at < file.length; ) {
            int part = Math.min(file.length - at, sizes.nextInt(1, 300));
            stream.write(file, at, part);
            at += part;
        }
        stream.finish();
        return out.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int[] pixels(byte[] file) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void nothingSaysWhereItWasTakenAndEverythingElseStays(ByteOrder order) throws IOException {
        byte[] taken = taken(order);
        byte[] stored = through(taken, new Random(1));

        assertThat(stored).hasSameSizeAs(taken);
        assertThat(text(taken)).contains(text(LATITUDE), MAKER_NOTE, "GPSLatitude", "Montmartre");
        assertThat(text(stored)).doesNotContain(text(LATITUDE), MAKER_NOTE, "GPSLatitude", "Montmartre");
        assertThat(pixels(stored)).isEqualTo(pixels(taken));
        ByteBuffer tiff = ByteBuffer.wrap(stored, 12, 200).slice().order(order);
        assertThat(tiff.getShort(10)).isEqualTo((short) 0x0112);
        assertThat(tiff.getShort(18)).as("how it is turned").isEqualTo(ROTATED);
        assertThat(tiff.getShort(100)).as("entries of the position").isZero();
    }

    @Test
    void aSecondPictureBehindTheFirstIsGoneThroughToo() throws IOException {
        byte[] both = concat(picture(), taken(ByteOrder.BIG_ENDIAN));
        assertThat(text(through(both, new Random(2)))).doesNotContain(text(LATITUDE), "GPSLatitude");
    }

    @Test
    void whatHasNoPositionIsPassedOnAsItIs() throws IOException {
        byte[] notes = "FF D8 is how a JPEG begins".getBytes(StandardCharsets.US_ASCII);
        for (byte[] file : List.of(
                picture(),
                notes,
                new byte[] {},
                new byte[] {(byte) 0xFF},
                concat(notes, taken(ByteOrder.BIG_ENDIAN)))) {
            assertThat(through(file, new Random(3))).isEqualTo(file);
        }
    }

    @Test
    void valuesThatLieUponEachOtherAreOverwrittenWithAllTheRest() throws IOException {
        ByteBuffer tiff = ByteBuffer.allocate(60_000).order(ByteOrder.BIG_ENDIAN);
        tiff.putShort((short) 0x4D4D).putShort((short) 42).putInt(8);
        tiff.putShort((short) 1);
        entry(tiff, 0x8825, 4, 1, 100);
        tiff.putInt(0);
        tiff.position(100).putShort((short) 4_000);
        for (int i = 0; i < 4_000; i++) {
            entry(tiff, i, 7, 6_000, 50_000);
        }
        byte[] exif = concat("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff.array());
        byte[] plain = picture();
        byte[] stored = through(
                concat(Arrays.copyOf(plain, 2), segment(0xE1, exif), Arrays.copyOfRange(plain, 2, plain.length)),
                new Random(5));
        assertThat(Arrays.copyOfRange(stored, 6, 6 + exif.length)).containsOnly(0);
        assertThat(pixels(stored)).isEqualTo(pixels(plain));
    }

    @Test
    void aFileThatBreaksOffTellsNothingEither() throws IOException {
        byte[] taken = taken(ByteOrder.LITTLE_ENDIAN);
        for (int length = 0; length < 400; length++) {
            byte[] broken = Arrays.copyOf(taken, length);
            assertThat(through(broken, new Random(length))).hasSize(length);
            assertThat(text(through(broken, new Random(length)))).doesNotContain(text(LATITUDE), MAKER_NOTE, "GPSL");
        }
    }

    @Test
    void damagedMetadataIsNoFault() throws IOException {
        Random random = new Random(4);
        byte[][] taken = {taken(ByteOrder.BIG_ENDIAN), taken(ByteOrder.LITTLE_ENDIAN)};
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = taken[i % 2].clone();
            for (int hits = random.nextInt(1, 6); hits > 0; hits--) {
                damaged[random.nextInt(2, 300)] = (byte) random.nextInt();
            }
            assertThat(through(damaged, random)).hasSameSizeAs(damaged);
        }
    }
}
