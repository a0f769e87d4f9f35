package io.parley.assets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.tika.Tika;

/** What a file is, from its first bytes; what its name or its sender says counts for nothing where they say otherwise. */
public final class MediaTypes {
    /** How many of a file's first bytes tell what it is. */
    static final int HEAD_BYTES = 64 * 1024;

    /** What a browser may show by itself: it runs no script, whatever is in it. */
    private static final Set<String> SHOWN = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/bmp",
            "audio/mpeg",
            "audio/ogg",
            "audio/wav",
            "audio/vnd.wave",
            "audio/mp4",
            "video/mp4",
            "video/webm",
            "video/ogg",
            "text/plain");

    private final Tika tika = new Tika();

    /** @param width and {@code height}: in pixels */
    record Dimensions(int width, int height) {
        long pixels() {
            return (long) width * height;
        }

        boolean isLargerThan(int side) {
            return Math.max(width, height) > side;
        }
    }

    String of(byte[] head, String name) {
        return tika.detect(head, name);
    }

    static boolean isShown(String type) {
        return SHOWN.contains(type);
    }

    /** From the picture's head alone; nothing is decoded. */
    static Optional<Dimensions> dimensions(byte[] head) {
        try (ImageInputStream image = ImageIO.createImageInputStream(new ByteArrayInputStream(head))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(image);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(image, true, true);
                return Optional.of(new Dimensions(reader.getWidth(0), reader.getHeight(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
