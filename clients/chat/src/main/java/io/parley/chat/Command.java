package io.parley.chat;

import java.util.Arrays;
import java.util.Optional;

/** What can be typed after a slash. */
enum Command {
    WITH("/with", "HANDLE", "talk to somebody else"),
    INBOX("/inbox", "", "your conversations, with what is unread"),
    HISTORY("/history", "[N]", "the last messages here (20)"),
    RECEIPTS("/receipts", "", "who has your last message here, and since when"),
    LOGOUT("/logout", "", "log out on this machine, and forget what is kept here"),
    HELP("/help", "", "this list"),
    QUIT("/quit", "", "leave; Ctrl-D does too");

    private final String word;
    private final String argument;
    private final String help;

    Command(String word, String argument, String help) {
        this.word = word;
        this.argument = argument;
        this.help = help;
    }

    String word() {
        return word;
    }

    String usage() {
        return "  %-18s %s".formatted(word + " " + argument, help);
    }

    String help() {
        return help;
    }

    static Optional<Command> of(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word.equals(word))
                .findFirst();
    }
}
