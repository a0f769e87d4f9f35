package io.parley.chat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which conversation the person looks at, and what of each was on the screen. Thread-safe. */
final class Room {
    private final Map<String, Long> shown = new HashMap<>();
    private @Nullable String conversation;
    private String title = "";

    synchronized void enter(String newConversation, String newTitle) {
        conversation = newConversation;
        title = newTitle;
    }

    synchronized @Nullable String conversation() {
        return conversation;
    }

    synchronized String title() {
        return title;
    }

    synchronized boolean isIn(String other) {
        return other.equals(conversation);
    }

    /** Whether this entry is above everything that was shown; from now on it counts as shown. */
    synchronized boolean isNew(String of, long seq) {
        if (seq <= shownUpTo(of)) return false;
        shown.put(of, seq);
        return true;
    }

    /** -1 for nothing. */
    synchronized long shownUpTo(String of) {
        return shown.getOrDefault(of, -1L);
    }
}
