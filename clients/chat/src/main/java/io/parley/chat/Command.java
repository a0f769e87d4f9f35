package io.parley.chat;

import java.util.Arrays;
import java.util.Optional;

/** What can be typed after a slash. */
enum Command {
    WITH("/with", "HANDLE", "talk to somebody else"),
    GROUP("/group", "TITLE HANDLE...", "start a group and go there; quotes around a title of several words"),
    IN("/in", "TITLE", "go to a group"),
    INBOX("/inbox", "", "your conversations, with what is unread"),
    HISTORY("/history", "[N]", "the last messages here (20)"),
    RECEIPTS("/receipts", "", "who has your last message here, and since when"),
    MEMBERS("/members", "", "who is in this group"),
    ADD("/add", "HANDLE...", "add people to this group; who does not know you is asked first"),
    REMOVE("/remove", "HANDLE", "take somebody out of this group"),
    RENAME("/rename", "TITLE", "give this group another title"),
    ADMIN("/admin", "HANDLE", "make a member admin"),
    DEMOTE("/demote", "HANDLE", "make an admin a member"),
    LEAVE("/leave", "", "leave this group"),
    ACCEPT("/accept", "TITLE", "join a group that you are invited to"),
    DECLINE("/decline", "TITLE", "stay out of a group that you are invited to"),
    SEEN("/seen", "", "who of this conversation is there, and when they were last"),
    TYPING("/typing", "[off]", "let them see that you are writing; a message ends it"),
    PRIVACY("/privacy", "[WHAT WHO]", "what others may know of you; /privacy receipts off, for example"),
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
        return "  %-24s %s".formatted(word + " " + argument, help);
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
