package io.parley.projections.conversation;

import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.delivery.Announcement;
import io.parley.projections.batch.Change;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.view.EntryDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Entries, heads, members and inboxes, and the pushes of entries: one processing group, so that a push goes to the members at that event. */
public final class ConversationProjection {
    private static final String DIRECT = "direct";

    private final ConversationStates states;

    public ConversationProjection(ConversationStates states) {
        this.states = states;
    }

    @EventHandler
    void on(DirectStarted event, @SequenceNumber long seq, TrackingToken token, ViewBatch batch) {
        ConversationId conversation = event.conversation();
        List<UserId> members = List.of(event.by(), event.with());
        ConversationState state = states.started(conversation, DIRECT, members, batch);
        EntryView entry = new EntryView(seq, EntryDocument.STARTED, event.by(), null, null, null, event.time());
        batch.insert(View.ENTRIES, Keys.entry(conversation, seq), EntryDocument.of(entry, state.messages()));
        Change joined = batch.change(View.MEMBERS, conversation.value()).set("k", DIRECT);
        for (UserId member : members) {
            joined.set("m." + member, new Document("i", state.numberOf(member)).append("a", seq));
            batch.change(View.INBOX, member.value()).set("c." + conversation, seq);
        }
        head(batch, conversation, state, entry, token).set("k", DIRECT);
        batch.announce(new Announcement.ConversationChanged(
                members, conversation, Announcement.Change.CREATED, DIRECT, members));
        announce(batch, members, conversation, entry, null);
    }

    @EventHandler
    void on(
            MessageSent event,
            @SequenceNumber long seq,
            TrackingToken token,
            @MetaDataValue("session") @Nullable String origin,
            ViewBatch batch) {
        ConversationId conversation = event.conversation();
        ConversationState state = states.message(conversation, seq, event.from(), batch);
        EntryView entry = new EntryView(
                seq, EntryDocument.MESSAGE, event.from(), event.device(), event.mid(), event.body(), event.time());
        batch.insert(View.ENTRIES, Keys.entry(conversation, seq), EntryDocument.of(entry, state.messagesUpTo(seq)));
        head(batch, conversation, state, entry, token)
                .max("l", seq)
                .max("o." + state.numberOf(event.from()), state.messagesBy(event.from()));
        announce(batch, state.members(), conversation, entry, origin);
    }

    private static Change head(
            ViewBatch batch,
            ConversationId conversation,
            ConversationState state,
            EntryView entry,
            TrackingToken token) {
        return batch.change(View.HEADS, conversation.value())
                .max("s", entry.seq())
                .max("n", state.messages())
                .max("t", entry.time().toEpochMilli())
                .max("p", token.position().orElseThrow());
    }

    private static void announce(
            ViewBatch batch, List<UserId> to, ConversationId conversation, EntryView entry, @Nullable String origin) {
        batch.announce(new Announcement.EntryAdded(
                to,
                conversation,
                entry.seq(),
                entry.kind(),
                entry.from(),
                entry.device(),
                entry.mid(),
                entry.body(),
                entry.time(),
                origin));
    }
}
