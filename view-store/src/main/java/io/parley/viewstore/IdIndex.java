package io.parley.viewstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map.Entry;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The unique {@code _id} index of a collection, which is the collection's own tree: an id's position is its key, so
 * looking up costs nothing and the collection skips positions without a document.
 */
final class IdIndex extends AbstractUniqueIndex<DocumentKey> {
    private static final String ID = "_id";

    private final MVMap<DocumentKey, byte[]> documents;

    IdIndex(MVMap<DocumentKey, byte[]> documents, String name, List<IndexKey> keys) {
        super(name, keys, false);
        this.documents = documents;
    }

    @Override
    public synchronized boolean canHandle(Document query) {
        if (query.size() != 1 || !query.containsKey(ID)) {
            return false;
        }
        Object value = query.get(ID);
        if (BsonRegularExpression.isRegularExpression(value)) {
            return false;
        }
        return !(value instanceof Document document)
                || document.keySet().stream().allMatch(key -> key.equals("$in") || !key.startsWith("$"));
    }

    @Override
    protected DocumentKey getPosition(KeyValue id) {
        return DocumentKey.of(id.get(0));
    }

    @Override
    protected boolean containsKey(KeyValue id) {
        return documents.containsKey(getPosition(id));
    }

    @Override
    protected @Nullable DocumentKey removeDocument(KeyValue id) {
        DocumentKey key = getPosition(id);
        return documents.containsKey(key) ? key : null;
    }

    /** Nothing to do: storing the document was it. */
    @Override
    public void add(Document document, DocumentKey position, MongoCollection<DocumentKey> collection) {}

    @Override
    protected boolean putKeyPosition(KeyValue id, DocumentKey position) {
        return true;
    }

    @Override
    protected Iterable<Entry<KeyValue, DocumentKey>> getIterable() {
        throw new UnsupportedOperationException("ids are looked up, never walked");
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    public long getCount() {
        return documents.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return 0;
    }
}
