package io.parley.chat;

import io.parley.protocol.ServerFrame.Entry;
import java.util.Optional;

/** What happened to a message, in a sentence. */
final class MessageNews {
    private MessageNews() {}

    /**
     * Empty for a kind that happens to no message, and for a change in whose place a later one has come.
     *
     * @param who did it
     * @param before the message's text until then; empty where it was not shown lately
     */
    static Optional<String> of(Entry entry, String who, Optional<String> before) {
        String message = before.map(text -> "\"" + Line.excerpt(text) + "\"").orElse("an earlier message");
        String body = entry.body();
        return Optional.ofNullable(
                switch (entry.kind()) {
                    case "edited" -> body == null ? null : who + " edited " + message + ": " + body;
                    case "deleted" -> who + " deleted " + message + (body == null ? "" : ": " + body);
                    case "reacted" -> body == null ? null : who + " reacted " + body + " to " + message;
                    default -> null;
                });
    }
}
