package io.parley.assets.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import net.coobird.thumbnailator.Thumbnails;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes small JPEGs of pictures, turned as they are to be looked at. One at a time: a decoded picture takes up to a quarter of the heap, as what would take more is read with
 * every n-th pixel only. Thread-safe.
 */
public final class SmallPictures {
    /** In pixels, of the longer side. */
    public static final int SIDE = 480;

    private static final Logger LOG = LoggerFactory.getLogger(SmallPictures.class);
    private static final double QUALITY = 0.8;
    private static final String SUBSAMPLE_LARGE = "thumbnailator.conserveMemoryWorkaround";

    private final Semaphore turn = new Semaphore(1);

    public SmallPictures() {
        System.setProperty(SUBSAMPLE_LARGE, "true");
    }

    /**
     * Empty for what is no picture that can be read.
     *
     * @throws IOException where the picture's bytes cannot be had
     */
    public Optional<byte[]> of(InputStream picture) throws IOException {
        turn.acquireUninterruptibly();
        Bytes bytes = new Bytes(picture);
        try {
            ByteArrayOutputStream small = new ByteArrayOutputStream();
            Thumbnails.of(bytes)
                    .size(SIDE, SIDE)
                    .imageType(BufferedImage.TYPE_INT_ARGB)
                    .addFilter(SmallPictures::onWhite)
                    .outputFormat("jpg")
                    .outputQuality(QUALITY)
                    .toOutputStream(small);
            return Optional.of(small.toByteArray());
        } catch (IOException | RuntimeException e) {
            if (bytes.failure != null) {
                throw bytes.failure;
            }
            LOG.info("A picture has no small one: it cannot be read ({})", e.toString());
            return Optional.empty();
        } finally {
            turn.release();
        }
    }

    /** JPEGs let nothing shine through. */
    private static BufferedImage onWhite(BufferedImage image) {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = opaque.createGraphics();
        canvas.drawImage(image, 0, 0, Color.WHITE, null);
        canvas.dispose();
        return opaque;
    }

    /** Tells a picture that is broken from one that cannot be fetched. */
    private static final class Bytes extends InputStream {
        private final InputStream from;
        private @Nullable IOException failure;

        Bytes(InputStream from) {
            this.from = from;
        }

        @Override
        public int read() throws IOException {
            try {
                return from.read();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return from.read(into, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
