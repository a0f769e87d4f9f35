package io.parley.chat;

import io.parley.chat.Recent.Said;
import io.parley.client.session.Content;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Answers, and changes to earlier messages. The newest is meant, or the newest with the given words in it. */
final class MessageTalk {
    private static final String TAKEN_BACK = "off";

    private final Recent recent;
    private final BiFunction<String, String, Boolean> isSelf;

    /** @param isSelf whether a user of a conversation is the person */
    MessageTalk(Recent recent, BiFunction<String, String, Boolean> isSelf) {
        this.recent = recent;
        this.isSelf = isSelf;
    }

    Content reply(String conversation, String text) {
        return Content.text(text)
                .replyingTo(find(conversation, others(conversation)).seq());
    }

    Content edit(String conversation, String text) {
        return Content.edit(find(conversation, own(conversation)).seq(), text);
    }

    /** @param words of anybody's message, as an admin may delete those of others; empty for the own last one */
    Content delete(String conversation, String words) {
        Predicate<Said> which = words.isBlank() ? own(conversation) : Recent.containing(words);
        return Content.deletion(find(conversation, which).seq(), "");
    }

    /** @param argument the reaction, or {@code off}, and maybe words of the message */
    Content react(String conversation, String argument) {
        String[] words = argument.strip().split("\\s+", 2);
        Predicate<Said> which = words.length > 1 ? Recent.containing(words[1]) : others(conversation);
        return Content.reaction(find(conversation, which).seq(), words[0].equals(TAKEN_BACK) ? "" : words[0]);
    }

    /** Seq of the message that is meant. */
    long reported(String conversation, String words) {
        return find(conversation, words.isBlank() ? others(conversation) : Recent.containing(words))
                .seq();
    }

    private Predicate<Said> own(String conversation) {
        return said -> isSelf.apply(conversation, said.from());
    }

    private Predicate<Said> others(String conversation) {
        return own(conversation).negate();
    }

    private Said find(String conversation, Predicate<Said> which) {
        return recent.newest(conversation, which)
                .orElseThrow(() -> new ChatFailure("There is no such message among the last ones shown here."));
    }
}
