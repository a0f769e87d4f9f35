package io.parley.assets.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Passes a file on; in a photo or a film (JPEG, PNG, WebP, HEIF, AVIF, MP4, QuickTime) what says where it was taken is overwritten. The size stays, and how a
 * picture is to be turned. Closing does not close what is below.
 */
public final class WithoutPosition extends OutputStream {
    private final List<PositionFilter> filters;

    public WithoutPosition(OutputStream out) {
        PositionFilter boxes = new BoxesWithoutPosition(out);
        PositionFilter chunks = new ChunksWithoutPosition(boxes);
        this.filters = List.of(new SegmentsWithoutPosition(chunks), chunks, boxes);
    }

    @Override
    public void write(int one) throws IOException {
        filters.getFirst().write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        filters.getFirst().write(bytes, offset, length);
    }

    /** To be called at the end of the file, which may come where more was due. */
    public void finish() throws IOException {
        for (PositionFilter filter : filters) {
            filter.finish();
        }
    }
}
