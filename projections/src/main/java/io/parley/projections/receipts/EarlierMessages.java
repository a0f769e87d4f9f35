package io.parley.projections.receipts;

import com.mongodb.client.MongoDatabase;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.conversation.ConversationState;
import io.parley.projections.view.EntryDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.bson.Document;

/** How many messages stand at or below a seq: from memory where it remembers that far, otherwise counted in the views. */
public final class EarlierMessages {
    private static final int ENTRIES_PER_READ = 512;

    private final MongoDatabase views;

    public EarlierMessages(MongoDatabase views) {
        this.views = views;
    }

    /** @param own how many of them the member wrote */
    record Count(long all, long own) {}

    /**
     * Memory may be ahead of the views: what it knows is never asked of them.
     *
     * @throws IllegalStateException if the views are not that far yet: the batch fails and is tried again
     */
    Count upTo(ConversationId conversation, UserId member, long seq, ConversationState state) {
        long known = Math.max(seq, state.knownFrom());
        long all = state.messagesUpTo(known);
        long own = state.messagesByUpTo(member, known);
        for (long from = seq + 1; from <= known; from += ENTRIES_PER_READ) {
            for (Document entry : entries(conversation, from, Math.min(from + ENTRIES_PER_READ - 1, known))) {
                boolean message = EntryDocument.MESSAGE.equals(entry.getString("k"));
                all -= message ? 1 : 0;
                own -= message && member.value().equals(entry.getString("f")) ? 1 : 0;
            }
        }
        return new Count(all, own);
    }

    private List<Document> entries(ConversationId conversation, long from, long to) {
        List<String> ids = LongStream.rangeClosed(from, to)
                .mapToObj(seq -> Keys.entry(conversation, seq))
                .toList();
        List<Document> entries = views.getCollection(View.ENTRIES.collection())
                .find(new Document("_id", new Document("$in", ids)))
                .into(new ArrayList<>(ids.size()));
        if (entries.size() < ids.size()) {
            throw new IllegalStateException("the views of " + conversation + " are behind seq " + to);
        }
        return entries;
    }
}
