package io.parley.projections.batch;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.parley.api.trace.Traces;
import io.parley.delivery.Announcement;
import io.parley.delivery.Announcer;
import io.parley.projections.view.View;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What one batch of events does to the views, and whom it tells. It is written at the batch's last event, in one ordered bulk write a
 * collection with new documents first (a head is never ahead of its entries), and announced after that; the token is stored
 * later. Used by one thread.
 */
public final class ViewBatch {
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final Map<View, Map<String, Document>> inserts = new EnumMap<>(View.class);
    private final Map<View, Map<String, Change>> changes = new EnumMap<>(View.class);
    private final List<Announcement> announcements = new ArrayList<>();
    private final Map<Object, Object> held = new HashMap<>();
    private final List<Runnable> onRollback = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>(0);
    private @Nullable String trace;

    ViewBatch() {}

    /** The batch of this unit of work; the same one for all of its events. */
    static ViewBatch of(UnitOfWork<?> unitOfWork) {
        return unitOfWork.getOrComputeResource(ViewBatch.class.getName(), name -> {
            ViewBatch batch = new ViewBatch();
            unitOfWork.onRollback(failed -> batch.rolledBack());
            return batch;
        });
    }

    /** Adds a document that never changes again; where it exists already, that one stays. */
    public void insert(View view, String id, Document document) {
        inserts.computeIfAbsent(view, any -> new LinkedHashMap<>()).putIfAbsent(id, document);
    }

    /** The change of that document, which is made if it does not exist. */
    public Change change(View view, String id) {
        return changes.computeIfAbsent(view, any -> new LinkedHashMap<>()).computeIfAbsent(id, any -> new Change());
    }

    public void announce(Announcement announcement) {
        announcements.add(trace == null ? announcement : announcement.after(trace));
    }

    /** The event of that span is handled from now on: what it announces follows from it. The span ends when the views show the event. */
    void begin(Span span) {
        spans.add(span);
        trace = Traces.contextOf(span);
    }

    /** What is handled from now on has no span. */
    void handled() {
        trace = null;
    }

    private void rolledBack() {
        onRollback.forEach(Runnable::run);
        spans.forEach(span -> span.setStatus(StatusCode.ERROR).end());
        spans.clear();
    }

    /**
     * Holds what handlers of this batch work on until the batch is over: a cache may drop it meanwhile, and the views do not
     * show it yet.
     *
     * @return false if it was held already
     */
    @SuppressWarnings("ReferenceEquality") // the same object, whatever equals says
    public boolean hold(Object key, Object value) {
        return held.put(key, value) != value;
    }

    public @Nullable Object held(Object key) {
        return held.get(key);
    }

    /** Runs when this batch is not written: what was kept in memory for it is wrong then. */
    public void onRollback(Runnable action) {
        onRollback.add(action);
    }

    void flush(MongoDatabase database, Announcer announcer) {
        Map<String, List<WriteModel<Document>>> writes = new LinkedHashMap<>();
        for (View view : View.values()) {
            if (inserts.containsKey(view) || changes.containsKey(view)) {
                writesTo(view, writes);
            }
        }
        inserts.forEach((view, documents) -> {
            List<WriteModel<Document>> models = writesTo(view, writes);
            documents.forEach((id, document) -> models.add(upsert(id, new Document("$setOnInsert", document))));
        });
        changes.forEach((view, documents) -> {
            List<WriteModel<Document>> models = writesTo(view, writes);
            documents.forEach((id, change) -> models.add(upsert(id, change.asUpdate())));
        });
        writes.forEach(
                (collection, models) -> database.getCollection(collection).bulkWrite(models));
        spans.forEach(Span::end);
        spans.clear();
        if (!announcements.isEmpty()) {
            announcer.announce(List.copyOf(announcements));
        }
        inserts.clear();
        changes.clear();
        announcements.clear();
    }

    private static List<WriteModel<Document>> writesTo(View view, Map<String, List<WriteModel<Document>>> writes) {
        return writes.computeIfAbsent(view.collection(), any -> new ArrayList<>());
    }

    private static WriteModel<Document> upsert(String id, Document update) {
        return new UpdateOneModel<>(new Document("_id", id), update, UPSERT);
    }
}
