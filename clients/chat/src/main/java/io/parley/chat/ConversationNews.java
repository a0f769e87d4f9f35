package io.parley.chat;

import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened to a conversation, in a sentence. */
final class ConversationNews {
    private ConversationNews() {}

    /** @param name of a user; empty for a kind that is no news */
    static Optional<String> of(Entry entry, UnaryOperator<String> name) {
        String who = name.apply(entry.from());
        String whom = (entry.about() == null ? List.<String>of() : entry.about())
                .stream().map(name).collect(Collectors.joining(", "));
        return Optional.ofNullable(
                switch (entry.kind()) {
                    case "created" -> who + " started the group '" + entry.body() + "'";
                    case "renamed" -> who + " renamed the group to '" + entry.body() + "'";
                    case "pictured" ->
                        who + (entry.attachments() == null ? " removed" : " changed") + " the group's picture";
                    case "added" -> who + " added " + whom;
                    case "invited" -> who + " invited " + whom;
                    case "accepted" -> who + " joined";
                    case "declined" -> who + " declined the invitation";
                    case "withdrawn" -> who + " took the invitation of " + whom + " back";
                    case "removed" ->
                        who + " removed " + whom + (entry.body() == null ? "" : ": \"" + entry.body() + "\"");
                    case "retention" -> who + " decided that " + kept(entry.retention());
                    case "left" -> who + " left";
                    case "promoted" -> who + " made " + whom + " admin";
                    case "demoted" -> whom + " is no longer admin, says " + who;
                    case "blocked" -> "You blocked this person: nothing of theirs reaches you; /unblock ends it";
                    case "unblocked" -> "You hear from this person again";
                    case "agreed" -> "You let this person write to you";
                    default -> null;
                });
    }

    private static String kept(@Nullable Retention retention) {
        Long seconds = retention == null ? null : retention.seconds();
        Long messages = retention == null ? null : retention.messages();
        if (seconds == null && messages == null) return "messages are kept for ever";
        String time = seconds == null ? "" : " for " + time(Duration.ofSeconds(seconds));
        return messages == null ? "messages are kept" + time : "the last " + messages + " messages are kept" + time;
    }

    private static String time(Duration time) {
        if (time.toSecondsPart() > 0 || time.toMinutes() == 0) return time.toSeconds() + " seconds";
        if (time.toMinutesPart() > 0) return time.toMinutes() + " minutes";
        if (time.toHoursPart() > 0) return time.toHours() + " hours";
        return time.toDays() + " days";
    }
}
