package io.parley.viewstore;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Documents on a page: a length as a variable-length integer, then BSON. */
final class BsonBytesType extends BasicDataType<byte[]> {
    static final BsonBytesType INSTANCE = new BsonBytesType();

    private static final int OBJECT_OVERHEAD_BYTES = 24;

    private BsonBytesType() {}

    @Override
    public int getMemory(byte[] document) {
        return OBJECT_OVERHEAD_BYTES + document.length;
    }

    @Override
    public void write(WriteBuffer buffer, byte[] document) {
        buffer.putVarInt(document.length).put(document);
    }

    @Override
    public byte[] read(ByteBuffer buffer) {
        byte[] document = new byte[DataUtils.readVarInt(buffer)];
        buffer.get(document);
        return document;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }
}
