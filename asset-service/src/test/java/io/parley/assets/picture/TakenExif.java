package io.parley.assets.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Exif that says how a picture is turned, at {@link #TURNED_AT}, and where it was taken. */
final class TakenExif {
    static final byte ROTATED = 6;
    static final int TURNED_AT = 18;
    static final byte[] LATITUDE = {48, 51, 23, 96, 7, 77, 13, 55};

    private TakenExif() {}

    static byte[] tiff() {
        ByteBuffer tiff = ByteBuffer.allocate(120).order(ByteOrder.LITTLE_ENDIAN);
        tiff.putShort((short) 0x4949).putShort((short) 42).putInt(8);
        tiff.putShort((short) 2);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(ROTATED);
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(60);
        tiff.position(60).putShort((short) 1);
        tiff.putShort((short) 2).putShort((short) 5).putInt(1).putInt(100);
        tiff.position(100).put(LATITUDE);
        return tiff.array();
    }
}
