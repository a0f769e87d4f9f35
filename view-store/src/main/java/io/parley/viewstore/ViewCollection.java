package io.parley.viewstore;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A collection as one tree of BSON; every query works on copies of its own. */
final class ViewCollection extends AbstractSynchronizedMongoCollection<DocumentKey> {
    private final MVMap<DocumentKey, byte[]> documents;
    private final Scans scans;

    ViewCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            MVMap<DocumentKey, byte[]> documents,
            Scans scans) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.scans = scans;
    }

    MVMap<DocumentKey, byte[]> documents() {
        return documents;
    }

    /** An update by a text as {@code _id} goes the short way where that covers it; whatever else goes the server's. */
    @Override
    public synchronized Document updateDocuments(
            Document selector, Document update, ArrayFilters arrayFilters, boolean multi, boolean upsert, Oplog oplog) {
        Document result = multi ? null : updateById(selector, update, upsert, oplog);
        return result == null ? super.updateDocuments(selector, update, arrayFilters, multi, upsert, oplog) : result;
    }

    private @Nullable Document updateById(Document selector, Document update, boolean upsert, Oplog oplog) {
        String id = UpdateById.idOf(selector);
        if (id == null || getIdField() == null) {
            return null;
        }
        DocumentKey key = DocumentKey.of(id);
        byte[] stored = documents.get(key);
        if (stored == null && !upsert) {
            return null;
        }
        Document document = stored == null ? new Document(getIdField(), id) : Bson.decode(stored);
        UpdateById.Outcome outcome = UpdateById.apply(document, update, stored == null);
        if (outcome == UpdateById.Outcome.NOT_COVERED) {
            return null;
        }
        Document result = new Document();
        boolean changed = outcome == UpdateById.Outcome.CHANGED;
        if (changed || stored == null) {
            documents.put(key, Bson.encode(document));
        }
        if (stored == null) {
            result.append("upserted", id);
            oplog.handleInsert(getFullName(), List.of(document));
        } else {
            oplog.handleUpdate(getFullName(), selector, update, changed ? List.of(id) : List.of());
        }
        return result.append("n", stored == null ? 0 : 1).append("nModified", stored != null && changed ? 1 : 0);
    }

    @Override
    protected DocumentKey addDocumentInternal(Document document) {
        DocumentKey key = getIdField() == null ? DocumentKey.random() : DocumentKey.of(document.get(getIdField()));
        if (documents.putIfAbsent(key, Bson.encode(document)) != null) {
            throw new IllegalStateException("two documents with the key " + key + " in " + getFullName());
        }
        return key;
    }

    @Override
    protected void handleUpdate(DocumentKey position, Document oldDocument, Document newDocument) {
        documents.put(position, Bson.encode(newDocument));
    }

    @Override
    protected void removeDocument(DocumentKey position) {
        documents.remove(position);
    }

    @Override
    protected @Nullable Document getDocument(DocumentKey position) {
        byte[] document = documents.get(position);
        return document == null ? null : Bson.decode(document);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            Iterable<DocumentKey> positions,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document fields) {
        Stream<Document> found = StreamSupport.stream(positions.spliterator(), false)
                .map(this::getDocument)
                .filter(Objects::nonNull);
        return matchDocumentsFromStream(found, query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batchSize, @Nullable Document fields) {
        scans.record(getCollectionName());
        Stream<Document> all = documents.values().stream().map(Bson::decode);
        return matchDocumentsFromStream(all, query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected Stream<DocumentWithPosition<DocumentKey>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(Bson.decode(entry.getValue()), entry.getKey()));
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new UnsupportedOperationException("sizes are not tracked");
    }

    @Override
    protected int getDataSize() {
        return 0;
    }
}
