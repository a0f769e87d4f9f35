package io.parley.query.conversation;

import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.GetVisible.Visible;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.EntryDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Entries with the texts that stand elsewhere: edits and reactions are read from the message that they happened to. */
final class Entries {
    private final Views views;

    Entries(Views views) {
        this.views = views;
    }

    /**
     * In ascending order.
     *
     * @param reader sees of what others decided about them no more than that there is something
     * @param visible what else of the conversation the reader may see: the text of a change to a hidden message is withheld
     */
    List<EntryView> of(UserId reader, ConversationId conversation, Collection<Long> seqs, Visible visible) {
        Map<String, Document> found = new HashMap<>(views.find(View.ENTRIES, keys(conversation, seqs.stream())));
        List<String> targets = keys(
                conversation,
                found.values().stream()
                        .map(EntryDocument::textIn)
                        .filter(Objects::nonNull)
                        .filter(visible::contains));
        found.putAll(views.find(
                View.ENTRIES,
                targets.stream().filter(key -> !found.containsKey(key)).toList()));
        return seqs.stream()
                .sorted()
                .map(seq -> found.get(Keys.entry(conversation, seq)))
                .filter(Objects::nonNull)
                .map(document ->
                        EntryDocument.readFor(reader, document, target(conversation, document, visible, found)))
                .toList();
    }

    private static @Nullable Document target(
            ConversationId conversation, Document document, Visible visible, Map<String, Document> found) {
        Long target = EntryDocument.textIn(document);
        return target != null && visible.contains(target) ? found.get(Keys.entry(conversation, target)) : null;
    }

    private static List<String> keys(ConversationId conversation, Stream<Long> seqs) {
        return seqs.distinct().map(seq -> Keys.entry(conversation, seq)).toList();
    }
}
