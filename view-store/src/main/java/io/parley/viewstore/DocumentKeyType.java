package io.parley.viewstore;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Keys on a page: a length as a variable-length integer, then the bytes. */
final class DocumentKeyType extends BasicDataType<DocumentKey> {
    static final DocumentKeyType INSTANCE = new DocumentKeyType();

    private static final int OBJECT_OVERHEAD_BYTES = 40;

    private DocumentKeyType() {}

    @Override
    public int compare(DocumentKey left, DocumentKey right) {
        return left.compareTo(right);
    }

    @Override
    public int getMemory(DocumentKey key) {
        return OBJECT_OVERHEAD_BYTES + key.bytes().length;
    }

    @Override
    public void write(WriteBuffer buffer, DocumentKey key) {
        buffer.putVarInt(key.bytes().length).put(key.bytes());
    }

    @Override
    public DocumentKey read(ByteBuffer buffer) {
        byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
        buffer.get(bytes);
        return new DocumentKey(bytes);
    }

    @Override
    public DocumentKey[] createStorage(int size) {
        return new DocumentKey[size];
    }
}
