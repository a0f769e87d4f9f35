package io.parley.projections.receipts;

import com.mongodb.client.MongoDatabase;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.conversation.ConversationState;
import io.parley.projections.view.EntryDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
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

    Count upTo(ConversationId conversation, UserId member, long seq, ConversationState state) {
        if (state.remembers(seq)) {
            return new Count(state.messagesUpTo(seq), state.messagesByUpTo(member, seq));
        }
        long later = 0;
        long laterOwn = 0;
        for (long from = seq + 1; from <= state.seq(); from += ENTRIES_PER_READ) {
            long to = Math.min(from + ENTRIES_PER_READ - 1, state.seq());
            List<String> ids = LongStream.rangeClosed(from, to)
                    .mapToObj(at -> Keys.entry(conversation, at))
                    .toList();
            for (Document entry : views.getCollection(View.ENTRIES.collection())
                    .find(new Document("_id", new Document("$in", ids)))) {
                boolean message = EntryDocument.MESSAGE.equals(entry.getString("k"));
                later += message ? 1 : 0;
                laterOwn += message && member.value().equals(entry.getString("f")) ? 1 : 0;
            }
        }
        return new Count(state.messages() - later, state.messagesBy(member) - laterOwn);
    }
}
