package io.parley.projections.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoDatabase;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.view.View;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The states of the conversations that a processing group is working on, read back from the views where they are not
 * in memory. Each state is touched only by the segment that owns its conversation; a failed batch forgets the states
 * that it changed.
 */
public final class ConversationStates {
    private static final int REMEMBERED = 50_000;

    private final Cache<ConversationId, ConversationState> states;
    private final MongoDatabase views;

    public ConversationStates(MongoDatabase views) {
        this(views, REMEMBERED);
    }

    /** @param remembered conversations at most between batches */
    ConversationStates(MongoDatabase views, long remembered) {
        this.views = views;
        this.states = Caffeine.newBuilder().maximumSize(remembered).build();
    }

    /** Folds the start of a conversation. */
    public ConversationState started(ConversationId conversation, String kind, List<UserId> members, ViewBatch batch) {
        return keep(conversation, ConversationState.started(kind, members), batch);
    }

    /** Folds a message; one that was folded before changes nothing. */
    public ConversationState message(ConversationId conversation, long seq, UserId from, ViewBatch batch) {
        ConversationState state = at(conversation, seq - 1, batch);
        if (state.seq() < seq) {
            state.message(from);
        }
        return state;
    }

    /** Folds a message where the conversation is in memory; where it is not, its state will be read from the views. */
    public void follow(ConversationId conversation, long seq, UserId from, ViewBatch batch) {
        ConversationState held = held(conversation, batch);
        if (held != null && held.seq() == seq - 1) {
            keep(conversation, held, batch).message(from);
        }
    }

    /**
     * The state after at least that seq.
     *
     * @throws IllegalStateException if the views are not that far yet: the batch fails and is tried again
     */
    public ConversationState at(ConversationId conversation, long seq, ViewBatch batch) {
        ConversationState held = held(conversation, batch);
        if (held == null || held.seq() < seq) {
            held = load(conversation);
            if (held == null || held.seq() < seq) {
                throw new IllegalStateException("the views of " + conversation + " are behind seq " + seq);
            }
        }
        return keep(conversation, held, batch);
    }

    private @Nullable ConversationState held(ConversationId conversation, ViewBatch batch) {
        return batch.held(conversation) instanceof ConversationState inBatch
                ? inBatch
                : states.getIfPresent(conversation);
    }

    private ConversationState keep(ConversationId conversation, ConversationState state, ViewBatch batch) {
        if (batch.hold(conversation, state)) {
            states.put(conversation, state);
            batch.onRollback(() -> states.invalidate(conversation));
        }
        return state;
    }

    private @Nullable ConversationState load(ConversationId conversation) {
        Document id = new Document("_id", conversation.value());
        Document head = views.getCollection(View.HEADS.collection()).find(id).first();
        Document members =
                views.getCollection(View.MEMBERS.collection()).find(id).first();
        if (head == null || members == null) {
            return null;
        }
        List<UserId> byNumber = members.get("m", Document.class).entrySet().stream()
                .sorted(Comparator.comparingInt(member -> number((Document) member.getValue())))
                .map(member -> new UserId(member.getKey()))
                .toList();
        long[] messagesBy = new long[byNumber.size()];
        Document counts = head.get("o", new Document());
        for (Map.Entry<String, Object> count : counts.entrySet()) {
            messagesBy[Integer.parseInt(count.getKey())] = (Long) count.getValue();
        }
        return new ConversationState(
                members.getString("k"), byNumber, head.getLong("s"), head.getLong("n"), messagesBy);
    }

    private static int number(Document member) {
        return member.getInteger("i");
    }
}
