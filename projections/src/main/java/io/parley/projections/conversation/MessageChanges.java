package io.parley.projections.conversation;

import io.parley.api.conversation.MessageChange;
import io.parley.api.conversation.MessageChange.MessageDeleted;
import io.parley.api.conversation.MessageChange.MessageEdited;
import io.parley.api.conversation.MessageChange.MessageReacted;
import io.parley.api.id.ConversationId;
import io.parley.projections.batch.Change;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.view.EntryDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import java.time.Instant;

/** What a change does to the message that it is about: a text that was replaced or deleted is in no view any more. */
final class MessageChanges {
    private MessageChanges() {}

    static void write(MessageChange event, long seq, ViewBatch batch) {
        Change message = batch.change(View.ENTRIES, Keys.entry(event.conversation(), event.target()));
        switch (event) {
            case MessageEdited edited ->
                message.newest("e", seq, EntryDocument.edited(edited.body(), edited.time()))
                        .unset("b");
            case MessageDeleted deleted -> remove(event.conversation(), event.target(), deleted.time(), batch);
            case MessageReacted reacted ->
                message.newest("r." + reacted.by().value(), seq, EntryDocument.reacted(reacted.reaction()));
        }
    }

    /** For ever, whatever comes. */
    static void remove(ConversationId conversation, long seq, Instant time, ViewBatch batch) {
        batch.change(View.ENTRIES, Keys.entry(conversation, seq))
                .newest("e", EntryDocument.FINAL, EntryDocument.deleted(time))
                .unset("b")
                .unset("x")
                .unset("r");
    }
}
