package io.parley.query.asset;

import com.mongodb.client.MongoDatabase;
import io.parley.api.asset.FindUnreferred;
import io.parley.api.asset.FindUnreferred.Found;
import io.parley.api.asset.FindUnreferred.Unreferred;
import io.parley.api.asset.FindUsage;
import io.parley.api.id.AssetId;
import io.parley.projections.view.AssetDocument;
import io.parley.projections.view.EntryDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.UserDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;

/** What is stored, and what of it nothing refers to. */
public final class AssetQueries {
    private static final int ASSETS_PER_READ = 200;

    private final MongoDatabase database;
    private final Views views;

    public AssetQueries(MongoDatabase database, Views views) {
        this.database = database;
        this.views = views;
    }

    @QueryHandler
    FindUsage.Usage handle(FindUsage query) {
        return new FindUsage.Usage(views.find(View.UPLOADS, Keys.uploads(query.user()))
                .map(AssetDocument::used)
                .orElse(0L));
    }

    /** Reads all of the collection: it is asked once an hour. */
    @QueryHandler
    public Found handle(FindUnreferred query) {
        TreeSet<String> ids = new TreeSet<>();
        database.getCollection(View.ASSETS.collection())
                .find()
                .projection(new Document("_id", 1))
                .forEach(document -> ids.add(document.getString("_id")));
        List<String> candidates = List.copyOf(
                query.after() == null ? ids : ids.tailSet(query.after().value(), false));
        List<Unreferred> found = new ArrayList<>();
        for (int from = 0; from < candidates.size(); from += ASSETS_PER_READ) {
            List<String> some = candidates.subList(from, Math.min(from + ASSETS_PER_READ, candidates.size()));
            Map<String, Document> assets = views.find(View.ASSETS, some);
            for (String id : some) {
                Document asset = assets.get(id);
                if (asset != null && AssetDocument.isThere(asset) && !isReferred(id, asset)) {
                    if (found.size() == query.limit()) {
                        return new Found(found, true);
                    }
                    found.add(new Unreferred(new AssetId(id), AssetDocument.owner(asset)));
                }
            }
        }
        return new Found(found, false);
    }

    /** What nobody can open any more is as good as unreferred, whatever carries it. */
    private boolean isReferred(String id, Document asset) {
        Document owner =
                views.find(View.USERS, AssetDocument.owner(asset).value()).orElseGet(Document::new);
        return !UserDocument.isErased(owner)
                && (isCarried(new AssetId(id), asset)
                        || id.equals(owner.get("a", new Document()).getString("i")));
    }

    private boolean isCarried(AssetId id, Document asset) {
        return views.find(View.ENTRIES, AssetDocument.carriers(asset)).values().stream()
                .anyMatch(entry -> EntryDocument.read(entry, null).attachments().stream()
                        .anyMatch(attachment -> attachment.asset().equals(id)));
    }
}
