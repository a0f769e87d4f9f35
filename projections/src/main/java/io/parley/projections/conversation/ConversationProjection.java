package io.parley.projections.conversation;

import io.parley.api.asset.Attachment;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.DirectEvent;
import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.GroupEvent.InvitationAccepted;
import io.parley.api.conversation.GroupEvent.MembersAdded;
import io.parley.api.conversation.MessageChange;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.RetentionChanged;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.retention.MessagesExpired;
import io.parley.delivery.Announcement;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.view.AssetDocument;
import io.parley.projections.view.EntryDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.RetentionDocument;
import io.parley.projections.view.View;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Entries, heads, members and inboxes, and the pushes of entries: one processing group, so that a push goes to the members at that event. */
public final class ConversationProjection {
    /** Of more people who come at once nobody looks again by themselves: every edge would be told of each. */
    private static final int MOST_NEW = 32;

    private final ConversationStates states;

    public ConversationProjection(ConversationStates states) {
        this.states = states;
    }

    @EventHandler
    void on(
            ConversationEvent event,
            @SequenceNumber long seq,
            TrackingToken token,
            @MetaDataValue("session") @Nullable String origin,
            ViewBatch batch) {
        ConversationId conversation = event.conversation();
        ConversationState state = states.fold(event, seq, batch);
        long position = token.position().orElseThrow();
        // A state beyond the event comes from views that have the event's members: they are written before the heads.
        if (state.seq() == seq) {
            new Memberships(event, state, seq, position, batch).write();
        }
        EntryView entry = Entries.of(event, seq);
        batch.insert(View.ENTRIES, Keys.entry(conversation, seq), EntryDocument.of(entry, state.messagesUpTo(seq)));
        if (event instanceof MessageChange change && state.isKept(change.target())) {
            MessageChanges.write(change, seq, batch);
        }
        head(event, state, entry, position, batch);
        Turn turn = Turn.of(event);
        if (!turn.isEnd()) {
            announce(turn, event, state, batch);
        }
        announce(state, conversation, entry, origin, batch);
        if (turn.isEnd()) {
            announce(turn, event, state, batch);
        }
        seenByOthers(event, state, seq).forEach(user -> batch.announce(new Announcement.PresenceChanged(user)));
    }

    /** Whose presence others may be let see from that event on, or no longer: who watches them looks again. */
    private static List<UserId> seenByOthers(ConversationEvent event, ConversationState state, long seq) {
        return switch (event) {
            case DirectEvent direct -> state.everybody();
            case MessageSent sent
            when state.kind().equals(ConversationState.DIRECT) && state.messagesByUpTo(sent.from(), seq) == 1 ->
                List.of(sent.from());
            case InvitationAccepted accepted -> List.of(accepted.by());
            case MembersAdded added when added.members().size() <= MOST_NEW -> added.members();
            default -> List.of();
        };
    }

    /** Of a message that is not kept, the views have what they have of a deleted one. */
    @EventHandler
    void on(MessagesExpired event, TrackingToken token, ViewBatch batch) {
        ConversationId conversation = event.conversation();
        ConversationState state = states.at(conversation, event.upTo(), batch);
        state.expire(event.upTo());
        event.messages().forEach(seq -> MessageChanges.remove(conversation, seq, event.time(), batch));
        batch.change(View.HEADS, conversation.value())
                .max(RetentionDocument.EXPIRED, event.upTo())
                .max("p", token.position().orElseThrow());
        batch.change(View.RETENTION, conversation.value()).max(RetentionDocument.EXPIRED, event.upTo());
        batch.announce(new Announcement.MessagesExpired(state.members(), conversation, event.upTo()));
    }

    private static void head(
            ConversationEvent event, ConversationState state, EntryView entry, long position, ViewBatch batch) {
        var head = batch.change(View.HEADS, event.conversation().value())
                .max("s", entry.seq())
                .max("n", state.messages())
                .max("t", entry.time().toEpochMilli())
                .max("p", position);
        if (entry.seq() == 0) {
            head.set("k", state.kind());
        }
        if (event instanceof RetentionChanged changed) {
            Document retention = RetentionDocument.of(changed.retention());
            head.newest(RetentionDocument.CHOSEN, entry.seq(), retention);
            batch.change(View.RETENTION, event.conversation().value())
                    .newest(RetentionDocument.CHOSEN, entry.seq(), retention);
        }
        for (Attachment attachment : entry.attachments()) {
            batch.change(View.ASSETS, attachment.asset().value())
                    .set(AssetDocument.CARRIERS + "." + Keys.entry(event.conversation(), entry.seq()), true);
        }
        if (event instanceof MessageSent sent) {
            head.max("l", entry.seq()).max("o." + state.numberOf(sent.from()), state.messagesBy(sent.from()));
        }
    }

    /** Whoever comes hears of it before the first entry, and whoever goes after the last. */
    private static void announce(Turn turn, ConversationEvent event, ConversationState state, ViewBatch batch) {
        if (!turn.people().isEmpty()) {
            batch.announce(new Announcement.ConversationChanged(
                    turn.people(),
                    event.conversation(),
                    turn.change(),
                    state.kind(),
                    state.kind().equals(ConversationState.DIRECT) ? state.everybody() : List.of(),
                    state.title()));
        }
    }

    /** Whoever does not see a message is not told what it was changed to either. */
    private static void announce(
            ConversationState state,
            ConversationId conversation,
            EntryView entry,
            @Nullable String origin,
            ViewBatch batch) {
        List<UserId> audience = state.audienceOf(entry.seq());
        if (EntryDocument.isPrivate(entry.kind())) {
            for (UserId user : audience) {
                EntryView shown = user.equals(entry.from()) ? entry : EntryView.hidden(entry.seq(), user, entry.time());
                batch.announce(new Announcement.EntryAdded(List.of(user), conversation, shown, origin));
            }
            return;
        }
        Long target = EntryDocument.isWithMessage(entry.kind()) && entry.body() != null ? entry.target() : null;
        Set<UserId> seeing = target == null ? Set.of() : Set.copyOf(state.audienceOf(target));
        if (target == null || seeing.containsAll(audience)) {
            batch.announce(new Announcement.EntryAdded(audience, conversation, entry, origin));
            return;
        }
        List<UserId> others =
                audience.stream().filter(user -> !seeing.contains(user)).toList();
        List<UserId> informed = audience.stream().filter(seeing::contains).toList();
        batch.announce(new Announcement.EntryAdded(informed, conversation, entry, origin));
        batch.announce(new Announcement.EntryAdded(others, conversation, entry.withBody(null), origin));
    }
}
