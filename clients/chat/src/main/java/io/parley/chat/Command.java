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
    REPLY("/reply", "TEXT", "answer the last message of others here; @handle in any text mentions somebody"),
    EDIT("/edit", "TEXT", "another text for your last message here"),
    DELETE("/delete", "[WORDS]", "take your last message here away from everybody, or the last one with those words"),
    REACT(
            "/react",
            "EMOJI [WORDS]",
            "react to the last message of others, or the last with those words; /react off takes it back"),
    REPORT("/report", "[WORDS]", "put the last message of others before the operators, or the last with those words"),
    REPORTS(
            "/reports",
            "[N WHAT [WHY]]",
            "as an operator: what was reported; /reports 1 dismissed, deleted or removed decides"),
    FILE("/file", "PATH", "send a file"),
    SAVE("/save", "NAME", "save a file from a message here, in the folder that you are in"),
    MEMBERS("/members", "", "who is in this group"),
    ADD("/add", "HANDLE...", "add people to this group; who does not know you is asked first"),
    REMOVE("/remove", "HANDLE", "take somebody out of this group"),
    RENAME("/rename", "TITLE", "give this group another title"),
    PICTURE("/picture", "PATH|off", "this group's picture"),
    ADMIN("/admin", "HANDLE", "make a member admin"),
    DEMOTE("/demote", "HANDLE", "make an admin a member"),
    LEAVE("/leave", "", "leave this group"),
    ACCEPT("/accept", "[TITLE]", "let a stranger write to you here, or join a group that you are invited to"),
    DECLINE("/decline", "TITLE", "stay out of a group that you are invited to"),
    BLOCK("/block", "", "block the other person here; they are not told"),
    UNBLOCK("/unblock", "", "let them write to you again"),
    MUTE("/mute", "[HOURS|off]", "be not notified of this conversation, on none of your devices"),
    ARCHIVE("/archive", "[off]", "put this conversation away"),
    PIN("/pin", "[off]", "keep this conversation on top"),
    KEEP("/keep", "7d|100|always", "how long messages are kept here, or how many, for everybody: earlier ones too"),
    UNREAD("/unread", "[off]", "mark this conversation as unread"),
    SEEN("/seen", "", "who of this conversation is there, and when they were last"),
    TYPING("/typing", "[off]", "let them see that you are writing; a message ends it"),
    PRIVACY("/privacy", "[WHAT WHO]", "what others may know of you; /privacy receipts off, for example"),
    NAME("/name", "NAME", "how others see you"),
    AVATAR("/avatar", "PATH|off", "the picture that others see of you"),
    DEVICES("/devices", "[out N]", "where you are logged in; log one of them out"),
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
