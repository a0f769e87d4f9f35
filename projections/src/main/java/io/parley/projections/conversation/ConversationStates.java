package io.parley.projections.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoDatabase;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.id.ConversationId;
import io.parley.projections.batch.ViewBatch;
import org.jspecify.annotations.Nullable;

/**
 * The states of the conversations that a processing group is working on, read back from the views where they are not
 * in memory. Each state is touched only by the segment that owns its conversation; a failed batch forgets the states
 * that it changed.
 */
public final class ConversationStates {
    private static final int REMEMBERED = 50_000;

    private final Cache<ConversationId, ConversationState> states;
    private final StoredStates stored;

    public ConversationStates(MongoDatabase views) {
        this(views, REMEMBERED);
    }

    /** @param remembered conversations at most between batches */
    ConversationStates(MongoDatabase views, long remembered) {
        this.stored = new StoredStates(views);
        this.states = Caffeine.newBuilder().maximumSize(remembered).build();
    }

    /** Folds an event; one that was folded before changes nothing. */
    public ConversationState fold(ConversationEvent event, long seq, ViewBatch batch) {
        ConversationId conversation = event.conversation();
        ConversationState state = seq == 0 ? first(event, batch) : at(conversation, seq - 1, batch);
        if (state.seq() < seq) {
            state.apply(event);
        }
        return state;
    }

    private ConversationState first(ConversationEvent event, ViewBatch batch) {
        ConversationState held = held(event.conversation(), batch);
        return keep(event.conversation(), held == null ? ConversationState.before(event) : held, batch);
    }

    /** Folds an event where the conversation is in memory; where it is not, its state will be read from the views. */
    public void follow(ConversationEvent event, long seq, ViewBatch batch) {
        ConversationState held = held(event.conversation(), batch);
        if (seq == 0 && held == null) {
            first(event, batch).apply(event);
        } else if (held != null && held.seq() == seq - 1) {
            keep(event.conversation(), held, batch).apply(event);
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
            held = stored.read(conversation);
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
}
