package io.parley.chat;

import io.parley.protocol.ServerFrame.Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last messages of each conversation that were told to the person, as they are now: what answers and changes refer to. Thread-safe. */
final class Recent {
    private static final int KEPT = 200;

    private final Map<String, Deque<Said>> byConversation = new HashMap<>();

    record Said(long seq, String from, String text) {}

    synchronized void said(String conversation, Entry entry, String text) {
        Deque<Said> messages = byConversation.computeIfAbsent(conversation, any -> new ArrayDeque<>());
        if (messages.stream().anyMatch(said -> said.seq() == entry.seq())) return;
        messages.addLast(new Said(entry.seq(), entry.from(), text));
        if (messages.size() > KEPT) messages.removeFirst();
    }

    /** @param text null where the message is no more */
    synchronized void changed(String conversation, long seq, @Nullable String text) {
        Deque<Said> messages = byConversation.getOrDefault(conversation, new ArrayDeque<>());
        Deque<Said> now = new ArrayDeque<>(messages.size());
        for (Said said : messages) {
            if (said.seq() != seq) now.addLast(said);
            else if (text != null) now.addLast(new Said(seq, said.from(), text));
        }
        byConversation.put(conversation, now);
    }

    /** Messages up to that seq are not kept any more. */
    synchronized void forget(String conversation, long upTo) {
        byConversation.getOrDefault(conversation, new ArrayDeque<>()).removeIf(said -> said.seq() <= upTo);
    }

    /** The text of the message with that seq; empty where it is not among the last ones. */
    synchronized Optional<String> text(String conversation, long seq) {
        return newest(conversation, said -> said.seq() == seq).map(Said::text);
    }

    /** The newest that fits. */
    synchronized Optional<Said> newest(String conversation, Predicate<Said> fits) {
        return byConversation.getOrDefault(conversation, new ArrayDeque<>()).reversed().stream()
                .filter(fits)
                .findFirst();
    }

    /** @param words empty for any */
    static Predicate<Said> containing(String words) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        return said -> said.text().toLowerCase(Locale.ROOT).contains(wanted);
    }
}
