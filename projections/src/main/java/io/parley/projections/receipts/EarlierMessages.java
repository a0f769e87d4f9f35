package io.parley.projections.receipts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

/**
 * How many messages stand at or below a seq: from memory where it remembers that far, otherwise counted in the views, from the head down or
 * from the member's last count up, whichever is nearer. So receipts that are far behind the messages, as after a crash, cost each
 * entry once and not once a receipt.
 */
public final class EarlierMessages {
    private static final int ENTRIES_PER_READ = 512;
    private static final int REMEMBERED = 50_000;

    private final MongoDatabase views;
    private final Cache<Of, Counted> counted =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    public EarlierMessages(MongoDatabase views) {
        this.views = views;
    }

    /** @param own how many of them the member wrote */
    record Count(long all, long own) {
        Count plus(Count more) {
            return new Count(all + more.all, own + more.own);
        }

        Count minus(Count less) {
            return new Count(all - less.all, own - less.own);
        }
    }

    private record Of(ConversationId conversation, UserId member) {}

    private record Counted(long seq, Count upTo) {}

    /**
     * Memory may be ahead of the views: what it knows is never asked of them.
     *
     * @throws IllegalStateException if the views are not that far yet: the batch fails and is tried again
     */
    Count upTo(ConversationId conversation, UserId member, long seq, ConversationState state) {
        Of of = new Of(conversation, member);
        long known = Math.max(seq, state.knownFrom());
        Counted before = counted.getIfPresent(of);
        Count count = before != null && before.seq() <= seq && seq - before.seq() < known - seq
                ? before.upTo().plus(between(of, before.seq(), seq))
                : new Count(state.messagesUpTo(known), state.messagesByUpTo(member, known))
                        .minus(between(of, seq, known));
        counted.put(of, new Counted(seq, count));
        return count;
    }

    /** Above the one seq, up to the other. */
    private Count between(Of of, long above, long upTo) {
        long all = 0;
        long own = 0;
        for (long from = above + 1; from <= upTo; from += ENTRIES_PER_READ) {
            for (Document entry : entries(of.conversation(), from, Math.min(from + ENTRIES_PER_READ - 1, upTo))) {
                boolean message = EntryDocument.MESSAGE.equals(entry.getString("k"));
                all += message ? 1 : 0;
                own += message && of.member().value().equals(entry.getString("f")) ? 1 : 0;
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
