package io.parley.chat;

import io.parley.client.http.ParleyProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes line after line until there is no more. */
final class Conversing {
    private static final Duration ALL_SENT_WITHIN = Duration.ofSeconds(30);
    private static final String UNKNOWN_USER = "unknown_user";
    private static final long ASK_AGAIN_SECONDS = 2;
    private static final int DEFAULT_HISTORY = 20;
    private static final int MOST_HISTORY = 100;

    private final Chat chat;
    private final Screen screen;

    Conversing(Chat chat, Screen screen) {
        this.chat = chat;
        this.screen = screen;
    }

    /** Answers the exit code. */
    int untilTheEnd(@Nullable String with) {
        if (with != null) enter(with);
        chat.connect();
        if (with == null && screen.isPersonal())
            screen.print(Line.note("Talk to somebody with /with HANDLE; /help tells more."));
        boolean goesOn = true;
        while (goesOn) {
            Optional<String> line = screen.readLine();
            if (line.isEmpty()) break;
            goesOn = obey(line.get());
        }
        if (screen.isPersonal()) return 0;
        return chat.awaitSent(ALL_SENT_WITHIN);
    }

    /** Whoever is not registered yet may be any moment: a person waits for them, a script does not. */
    private void enter(String with) {
        try {
            chat.with(with);
        } catch (ParleyProblem problem) {
            if (!problem.code().equals(UNKNOWN_USER) || !screen.isPersonal()) throw problem;
            screen.print(
                    Line.note("Nobody is called " + with + " yet; you can talk as soon as somebody registers so."));
            Thread.ofVirtual().name("waits-for-" + with).start(() -> enterOnceThere(with));
        }
    }

    private void enterOnceThere(String with) {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(ASK_AGAIN_SECONDS);
                try {
                    chat.with(with);
                    screen.print(Line.note(with + " is there now."));
                    return;
                } catch (ParleyProblem problem) {
                    if (!problem.code().equals(UNKNOWN_USER) && !problem.retryable()) {
                        screen.print(Line.bad(problem.detail()));
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean obey(String line) {
        try {
            if (!line.startsWith("/")) {
                if (!line.isBlank()) chat.say(line);
                return true;
            }
            String[] words = line.strip().split("\\s+", 2);
            return Command.of(words[0])
                    .map(command -> obey(command, words.length > 1 ? words[1] : ""))
                    .orElseThrow(() -> new ChatFailure("There is no " + words[0] + "; /help lists what there is."));
        } catch (ChatFailure | ParleyProblem failure) {
            if (!screen.isPersonal()) throw failure;
            screen.print(Line.bad(String.valueOf(failure.getMessage())));
            return true;
        }
    }

    private boolean obey(Command command, String argument) {
        if (!screen.isPersonal()) chat.awaitSent(ALL_SENT_WITHIN);
        switch (command) {
            case WITH -> {
                if (argument.isEmpty()) throw new ChatFailure("With whom? Type /with HANDLE.");
                chat.with(argument);
            }
            case INBOX -> chat.overview().inbox();
            case GROUP -> chat.enter(chat.groups().create(argument));
            case IN -> chat.enter(chat.groups().find(given(argument, command)));
            case REPLY -> chat.reply(given(argument, command));
            case EDIT -> chat.change(chat.messages().edit(chat.current(), given(argument, command)));
            case DELETE -> chat.change(chat.messages().delete(chat.current(), argument));
            case REACT -> chat.change(chat.messages().react(chat.current(), given(argument, command)));
            case REPORT -> chat.report(argument);
            case REPORTS -> chat.operator().reports(argument);
            case FILE -> chat.sendFile(given(argument, command));
            case SAVE -> chat.files().save(given(argument, command));
            case MEMBERS -> chat.groups().members(chat.current());
            case ADD -> chat.groups().add(chat.current(), given(argument, command));
            case REMOVE -> chat.groups().remove(chat.current(), given(argument, command));
            case PICTURE -> chat.groups().picture(chat.current(), given(argument, command));
            case RENAME -> chat.groups().rename(chat.current(), given(argument, command));
            case ADMIN -> chat.groups().admin(chat.current(), given(argument, command), true);
            case DEMOTE -> chat.groups().admin(chat.current(), given(argument, command), false);
            case LEAVE -> chat.groups().leave(chat.current());
            case ACCEPT -> {
                if (argument.isEmpty()) chat.keeping().accept(chat.current());
                else chat.groups().answer(argument, true);
            }
            case BLOCK -> chat.keeping().block(chat.current());
            case UNBLOCK -> chat.keeping().unblock(chat.current());
            case MUTE -> chat.keeping().mute(chat.current(), argument);
            case ARCHIVE -> chat.keeping().archive(chat.current(), argument);
            case PIN -> chat.keeping().pin(chat.current(), argument);
            case KEEP -> chat.keeping().keep(chat.current(), given(argument, command));
            case UNREAD -> chat.keeping().unread(chat.current(), argument);
            case DECLINE -> chat.groups().answer(given(argument, command), false);
            case HISTORY -> chat.history(count(argument));
            case RECEIPTS -> chat.overview().receipts(chat.current());
            case SEEN -> chat.overview().seen(chat.current());
            case NAME -> chat.account().name(given(argument, command));
            case AVATAR -> chat.account().avatar(given(argument, command));
            case DEVICES -> chat.account().devices(argument);
            case PRIVACY -> chat.privacy().obey(argument);
            case TYPING -> chat.typing(!argument.equals("off"));
            case HELP -> {
                screen.print(Line.note("Type a message, or:"));
                for (Command each : Command.values()) screen.print(Line.note(each.usage()));
            }
            case LOGOUT -> {
                chat.logOut();
                return false;
            }
            case QUIT -> {
                return false;
            }
        }
        return true;
    }

    private static String given(String argument, Command command) {
        if (argument.isBlank()) throw new ChatFailure("Type " + command.usage().strip() + ".");
        return argument;
    }

    private static int count(String argument) {
        if (argument.isEmpty()) return DEFAULT_HISTORY;
        if (argument.matches("\\d{1,3}")) return Math.clamp(Integer.parseInt(argument), 1, MOST_HISTORY);
        throw new ChatFailure("How many? Type /history 50, for example.");
    }
}
