package io.parley.query.retention;

import com.mongodb.client.MongoDatabase;
import io.parley.api.conversation.Retention;
import io.parley.api.id.ConversationId;
import io.parley.api.retention.FindExpired;
import io.parley.api.retention.FindExpired.Found;
import io.parley.api.retention.FindExpired.Kept;
import io.parley.api.retention.FindExpired.Scope;
import io.parley.projections.view.EntryDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.RetentionDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;

/** Which messages are over the time, or the count, for which they are kept. */
public final class Expirations {
    private static final int HEADS_PER_READ = 200;

    private final MongoDatabase database;
    private final Views views;

    public Expirations(MongoDatabase database, Views views) {
        this.database = database;
        this.views = views;
    }

    @QueryHandler
    public Found handle(FindExpired query) {
        List<String> candidates = candidates(query);
        List<Kept> found = new ArrayList<>();
        for (int from = 0; from < candidates.size(); from += HEADS_PER_READ) {
            List<String> some = candidates.subList(from, Math.min(from + HEADS_PER_READ, candidates.size()));
            Map<String, Document> heads = views.find(View.HEADS, some);
            for (String conversation : some) {
                Document head = heads.get(conversation);
                if (head == null) {
                    continue;
                }
                Kept kept = kept(new ConversationId(conversation), head, query);
                if (query.scope() == Scope.CHOSEN_AND_OVER && kept.messages().isEmpty()) {
                    continue;
                }
                if (found.size() == query.limit()) {
                    return new Found(found, true);
                }
                found.add(kept);
            }
        }
        return new Found(found, false);
    }

    /** Where a server keeps nothing for ever, all conversations are read through: they are looked at once an hour. */
    private List<String> candidates(FindExpired query) {
        boolean everywhere = query.scope() == Scope.ALL && !query.atMost().isForever();
        Document which = everywhere ? new Document("k", new Document("$exists", true)) : new Document();
        TreeSet<String> ids = new TreeSet<>();
        database.getCollection((everywhere ? View.MEMBERS : View.RETENTION).collection())
                .find(which)
                .projection(new Document("_id", 1))
                .forEach(document -> ids.add(document.getString("_id")));
        return query.after() == null
                ? List.copyOf(ids)
                : List.copyOf(ids.tailSet(query.after().value(), false));
    }

    private Kept kept(ConversationId conversation, Document head, FindExpired query) {
        Retention retention = RetentionDocument.chosen(head).and(query.atMost());
        long expired = RetentionDocument.expired(head);
        Bounds bounds = new Bounds(retention, query.now(), head.getLong("n"));
        long last = lastOver(conversation, expired, head.getLong("s"), bounds);
        long upTo = Math.min(last, expired + FindExpired.MOST_MESSAGES);
        return new Kept(
                conversation, upTo, messages(conversation, expired, upTo), from(conversation, upTo, query.now()));
    }

    /** Times and counts only rise with the seq: the highest that is over is found by halving. */
    private long lastOver(ConversationId conversation, long expired, long newest, Bounds bounds) {
        long over = expired;
        long kept = newest + 1;
        long probe = over + 1;
        while (over + 1 < kept) {
            if (bounds.isOver(entry(conversation, probe))) {
                over = probe;
            } else {
                kept = probe;
            }
            probe = over + Math.max(1, (kept - over) / 2);
        }
        return over;
    }

    private Document entry(ConversationId conversation, long seq) {
        return views.find(View.ENTRIES, Keys.entry(conversation, seq))
                .orElseThrow(() -> new IllegalStateException("an entry below the head is missing"));
    }

    private List<Long> messages(ConversationId conversation, long above, long upTo) {
        List<String> keys = LongStream.rangeClosed(above + 1, upTo)
                .mapToObj(seq -> Keys.entry(conversation, seq))
                .toList();
        return views.find(View.ENTRIES, keys).values().stream()
                .filter(entry -> EntryDocument.MESSAGE.equals(entry.getString("k")))
                .map(entry -> entry.getLong("s"))
                .sorted()
                .toList();
    }

    private Instant from(ConversationId conversation, long upTo, Instant now) {
        return views.find(View.ENTRIES, Keys.entry(conversation, upTo + 1))
                .map(entry -> Instant.ofEpochMilli(entry.getLong("t")))
                .orElse(now);
    }

    private record Bounds(long before, long upToMessage) {
        Bounds(Retention retention, Instant now, long messages) {
            this(
                    retention.seconds() == null
                            ? Long.MIN_VALUE
                            : now.toEpochMilli() - Math.multiplyExact(retention.seconds(), 1_000L),
                    retention.messages() == null ? -1 : messages - retention.messages());
        }

        boolean isOver(Document entry) {
            return Objects.requireNonNull(entry.getLong("t")) < before || EntryDocument.messages(entry) <= upToMessage;
        }
    }
}
