package io.parley.viewstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;

final class ViewDatabase extends AbstractSynchronizedMongoDatabase<DocumentKey> {
    private static final int CANNOT_CREATE_INDEX = 67;

    private final ViewFile file;
    private final Scans scans;

    ViewDatabase(String name, ViewFile file, CursorRegistry cursors, Scans scans) {
        super(name, cursors);
        this.file = file;
        this.scans = scans;
        initializeNamespacesAndIndexes();
    }

    @Override
    protected MongoCollection<DocumentKey> openOrCreateCollection(String name, CollectionOptions options) {
        return new ViewCollection(
                this, name, options, cursorRegistry, file.collection(getFullCollectionNamespace(name)), scans);
    }

    @Override
    protected Index<DocumentKey> openOrCreateUniqueIndex(
            String collection, String indexName, List<IndexKey> keys, boolean sparse) {
        if (keys.size() != 1 || !keys.getFirst().getKey().equals("_id")) {
            throw new MongoServerError(
                    CANNOT_CREATE_INDEX, "CannotCreateIndex", "only _id is indexed here, not " + keys);
        }
        return new IdIndex(file.collection(getFullCollectionNamespace(collection)), indexName, keys);
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        super.dropCollection(name, oplog);
        file.remove(getFullCollectionNamespace(name));
    }

    @Override
    public void moveCollection(MongoDatabase source, MongoCollection<?> collection, String newName) {
        String oldFullName = collection.getFullName();
        super.moveCollection(source, collection, newName);
        file.rename(oldFullName, collection.getFullName());
    }

    @Override
    protected long getStorageSize() {
        return file.size();
    }

    @Override
    protected long getFileSize() {
        return file.size();
    }
}
