package io.parley.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be typed beside messages. */
enum SlashCommand {
    WITH("HANDLE", "talk with somebody"),
    INBOX("", "your conversations"),
    HISTORY("[N]", "the last N entries here, 20 unless told"),
    RECEIPTS("", "who has your last message here, and who has read it"),
    LOGOUT("", "log out on this device and leave"),
    HELP("", "this list"),
    QUIT("", "leave; waiting messages go out next time");

    private final String argument;
    private final String meaning;

    SlashCommand(String argument, String meaning) {
        this.argument = argument;
        this.meaning = meaning;
    }

    String text() {
        return '/' + name().toLowerCase(Locale.ROOT);
    }

    String help() {
        return String.format("  %-18s %s", text() + ' ' + argument, meaning);
    }

    static Stream<SlashCommand> all() {
        return Arrays.stream(values());
    }

    /** @param word with its slash */
    static Optional<SlashCommand> of(String word) {
        return all().filter(command -> command.text().equals(word)).findFirst();
    }
}
