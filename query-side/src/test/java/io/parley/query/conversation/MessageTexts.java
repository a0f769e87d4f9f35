package io.parley.query.conversation;

import io.parley.api.Sealed;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.MessageChange;
import io.parley.api.conversation.MessageChange.MessageDeleted;
import io.parley.api.conversation.MessageChange.MessageEdited;
import io.parley.api.conversation.MessageChange.MessageReacted;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands in a conversation now: a fold over its events. */
final class MessageTexts {
    /** By the seq of the entry that brought it. */
    private final Map<Long, Sealed> texts = new HashMap<>();

    private final Map<Long, Map<UserId, Sealed>> reactions = new HashMap<>();
    private final Map<Long, Boolean> deleted = new HashMap<>();

    private MessageTexts() {}

    static MessageTexts of(List<ConversationEvent> entries) {
        MessageTexts texts = new MessageTexts();
        Map<Long, Long> editOf = new HashMap<>();
        Map<Long, Map<UserId, Long>> reactionsTo = new HashMap<>();
        for (int seq = 0; seq < entries.size(); seq++) {
            texts.apply(entries.get(seq), seq, editOf, reactionsTo);
        }
        return texts;
    }

    private void apply(
            ConversationEvent event, long seq, Map<Long, Long> editOf, Map<Long, Map<UserId, Long>> reactionsTo) {
        switch (event) {
            case MessageSent sent -> texts.put(seq, sent.body());
            case MessageEdited edited -> {
                Long before = editOf.put(edited.target(), seq);
                texts.remove(before == null ? -1 : before);
                texts.put(edited.target(), edited.body());
                texts.put(seq, edited.body());
            }
            case MessageDeleted gone -> {
                deleted.put(gone.target(), true);
                texts.remove(gone.target());
                texts.remove(editOf.getOrDefault(gone.target(), -1L));
                reactions.remove(gone.target());
                reactionsTo.getOrDefault(gone.target(), Map.of()).values().forEach(texts::remove);
                if (gone.reason() != null) {
                    texts.put(seq, gone.reason());
                }
            }
            case MessageReacted reacted -> {
                Long before = reactionsTo
                        .computeIfAbsent(reacted.target(), any -> new HashMap<>())
                        .put(reacted.by(), seq);
                texts.remove(before == null ? -1 : before);
                Map<UserId, Sealed> to = reactions.computeIfAbsent(reacted.target(), any -> new HashMap<>());
                to.remove(reacted.by());
                if (reacted.reaction() != null) {
                    texts.put(seq, reacted.reaction());
                    to.put(reacted.by(), reacted.reaction());
                }
            }
            default -> {}
        }
    }

    /** Of messages up to that seq nothing is left, as of deleted ones, and nothing of what happened to them. */
    MessageTexts expired(List<ConversationEvent> entries, long upTo) {
        for (int seq = 0; seq < entries.size(); seq++) {
            boolean said = entries.get(seq) instanceof MessageSent && seq <= upTo;
            boolean changes = entries.get(seq) instanceof MessageEdited || entries.get(seq) instanceof MessageReacted;
            if (said) {
                deleted.put((long) seq, true);
                reactions.remove((long) seq);
            }
            if (said || (changes && target(entries.get(seq)) <= upTo)) {
                texts.remove((long) seq);
            }
        }
        return this;
    }

    static long target(ConversationEvent event) {
        return event instanceof MessageChange change ? change.target() : -1;
    }

    /** Null where there is none any more. */
    Sealed text(long seq) {
        return texts.get(seq);
    }

    Map<UserId, Sealed> reactions(long seq) {
        return reactions.getOrDefault(seq, Map.of());
    }

    boolean isDeleted(long seq) {
        return deleted.containsKey(seq);
    }
}
