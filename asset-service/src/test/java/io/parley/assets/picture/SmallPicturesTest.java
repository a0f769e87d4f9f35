package io.parley.assets.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallPicturesTest {
    private final SmallPictures small = new SmallPictures();

    /** Red on its left half, blue on its right. */
    private static byte[] picture(int width, int height, int type, String format) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, width / 2, height);
        canvas.setColor(Color.BLUE);
        canvas.fillRect(width / 2, 0, width - width / 2, height);
        canvas.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private BufferedImage made(byte[] picture) throws IOException {
        byte[] jpeg = small.of(new ByteArrayInputStream(picture)).orElseThrow();
        assertThat(jpeg).startsWith(0xFF, 0xD8);
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    private static boolean isRed(int rgb) {
        Color color = new Color(rgb);
        return color.getRed() > 200 && color.getGreen() < 80 && color.getBlue() < 80;
    }

    @ParameterizedTest
    @CsvSource({"1200,800,480,320", "800,1200,320,480", "5000,100,480,10"})
    void aPictureFitsAndKeepsItsShape(int width, int height, int smallWidth, int smallHeight) throws IOException {
        for (String format : new String[] {"png", "jpg", "gif", "bmp"}) {
            BufferedImage made = made(picture(width, height, BufferedImage.TYPE_INT_RGB, format));
            assertThat(made.getWidth()).isEqualTo(smallWidth);
            assertThat(made.getHeight()).isEqualTo(smallHeight);
            assertThat(isRed(made.getRGB(smallWidth / 4, smallHeight / 2)))
                    .as(format)
                    .isTrue();
            assertThat(isRed(made.getRGB(3 * smallWidth / 4, smallHeight / 2))).isFalse();
        }
    }

    @Test
    void whatIsSeenThroughIsWhite() throws IOException {
        BufferedImage clear = new BufferedImage(600, 600, BufferedImage.TYPE_INT_ARGB);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(clear, "png", out);

        assertThat(new Color(made(out.toByteArray()).getRGB(100, 100))).isEqualTo(Color.WHITE);
    }

    /** A camera that was held upright says so in Exif: 6 is a quarter turn to the right. */
    @Test
    void aPictureIsTurnedAsItIsToBeLookedAt() throws IOException {
        byte[] jpeg = picture(1200, 800, BufferedImage.TYPE_INT_RGB, "jpg");
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream turned = new ByteArrayOutputStream();
        turned.write(jpeg, 0, 2);
        turned.write(exif);
        turned.write(jpeg, 2, jpeg.length - 2);

        BufferedImage made = made(turned.toByteArray());

        assertThat(made.getHeight()).isEqualTo(480);
        assertThat(isRed(made.getRGB(made.getWidth() / 2, 40))).isTrue();
        assertThat(isRed(made.getRGB(made.getWidth() / 2, 440))).isFalse();
    }

    @Test
    void whatIsBrokenHasNoSmallPicture() throws IOException {
        byte[] png = picture(1200, 800, BufferedImage.TYPE_INT_RGB, "png");
        assertThat(small.of(new ByteArrayInputStream(Arrays.copyOf(png, 60)))).isEmpty();
        assertThat(small.of(new ByteArrayInputStream("no picture".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void whatCannotBeFetchedIsNotTakenForBroken() {
        assertThatThrownBy(() -> small.of(new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the disk");
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        throw new IOException("the disk");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk");
    }
}
