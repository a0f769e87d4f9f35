package io.parley.chat;

import io.parley.client.ParleyClient;
import io.parley.client.http.DirectConversation;
import io.parley.client.http.Inbox;
import io.parley.client.http.ParleyHttp;
import io.parley.client.http.ParleyProblem;
import io.parley.client.session.FileSessionStore;
import io.parley.client.session.RefreshingTokens;
import io.parley.client.session.Session;
import io.parley.client.session.SessionOptions;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Entry;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One person at a screen, in a session that stays connected by itself. */
final class Chat implements AutoCloseable {
    private static final String SELF = "parley-chat/1";
    private static final int HISTORY = 20;
    private static final int INBOX = 50;
    private static final long ASK_AGAIN_SECONDS = 2;
    private static final long LEAVE_SECONDS = 30;

    private final ParleyHttp http;
    private final ChatFolder folder;
    private final Screen screen;
    private final RefreshingTokens tokens;
    private final FileSessionStore store;
    private final People people;
    private final Conversations conversations;
    private final Session session;
    private final Queue<CompletableFuture<Accepted>> sent = new ConcurrentLinkedQueue<>();

    private Chat(ParleyClient client, ChatFolder folder, Screen screen, RefreshingTokens tokens, String handle) {
        this.http = client.http();
        this.folder = folder;
        this.screen = screen;
        this.tokens = tokens;
        this.people = new People(http, this::accessToken);
        this.conversations = new Conversations(screen, people);
        this.store = FileSessionStore.open(folder.session());
        this.session = client.session(tokens, store, SessionOptions.defaults(SELF), conversations);
        conversations.belongTo(session);
    }

    static Chat open(ParleyClient client, ChatFolder folder, Screen screen, RefreshingTokens tokens, String handle) {
        return new Chat(client, folder, screen, tokens, handle);
    }

    private String accessToken() {
        return tokens.token(false).value();
    }

    /** Until the person leaves, or the input ends; false if something that was to be sent was not. */
    boolean run(@Nullable String with) throws InterruptedException {
        if (with != null) {
            talkWith(with);
        } else {
            screen.note("Type /with HANDLE to talk with somebody, /help for the rest.");
        }
        boolean going = true;
        while (going) {
            String line = screen.read();
            going = line != null && handle(line.strip());
        }
        return screen.isInteractive() || allAccepted();
    }

    private boolean handle(String line) {
        try {
            if (line.isEmpty()) {
                return true;
            }
            return line.startsWith("/") ? command(line) : say(line);
        } catch (ParleyProblem problem) {
            screen.note(problem.detail());
            return true;
        } catch (RuntimeException fault) {
            screen.note(fault.getMessage() == null ? fault.toString() : fault.getMessage());
            return true;
        }
    }

    private boolean say(String text) {
        String conversation = conversations.current();
        if (conversation == null) {
            screen.note("With whom? Type /with HANDLE first.");
            return true;
        }
        CompletableFuture<Accepted> accepted = session.send(conversation, text);
        sent.add(accepted.whenComplete((answer, fault) -> {
            if (fault != null) {
                screen.note("Not sent: " + fault.getMessage());
            } else {
                screen.note("  \u2713 " + Lines.time(answer.time()));
            }
        }));
        return true;
    }

    private boolean command(String line) {
        String[] words = line.split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        SlashCommand command = SlashCommand.of(words[0]).orElse(null);
        if (command == null) {
            screen.note(
                    "There is no " + words[0] + "; /help lists what there is. (A message cannot start with a slash.)");
            return true;
        }
        switch (command) {
            case WITH -> talkWith(argument);
            case INBOX -> showInbox();
            case HISTORY -> showHistory(argument);
            case RECEIPTS -> showReceipts();
            case HELP -> SlashCommand.all().map(SlashCommand::help).forEach(screen::show);
            case LOGOUT -> {
                http.logOut(accessToken());
                forgetLogIn();
                return false;
            }
            case QUIT -> {
                return false;
            }
        }
        return true;
    }

    private void forgetLogIn() {
        try {
            folder.forgetRefreshToken();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Somebody who is not registered yet may be any moment: a person waits for them, a script does not. */
    private void talkWith(String handle) {
        if (handle.isEmpty()) {
            screen.note("With whom? /with HANDLE");
            return;
        }
        try {
            start(handle);
        } catch (ParleyProblem problem) {
            if (!problem.code().equals("unknown_user") || !screen.isInteractive()) {
                throw problem;
            }
            screen.note("Nobody is called " + handle + " yet. As soon as somebody registers as " + handle
                    + ", you can talk.");
            Thread.ofVirtual().name("wait-for-" + handle).start(() -> startOnceThere(handle));
        }
    }

    private void startOnceThere(String handle) {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(ASK_AGAIN_SECONDS);
                try {
                    start(handle);
                    return;
                } catch (ParleyProblem problem) {
                    if (!problem.code().equals("unknown_user") && !problem.retryable()) {
                        screen.note(problem.detail());
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(String handle) {
        DirectConversation direct = http.direct(accessToken(), handle);
        people.know(direct.conversation(), direct.members());
        conversations.turnTo(direct.conversation());
        screen.prompt(handle + "> ");
        screen.note("You talk with " + handle + ". What you type is sent; /help lists the rest.");
    }

    private void showInbox() {
        Inbox inbox = http.inbox(accessToken(), INBOX);
        if (inbox.conversations().isEmpty()) {
            screen.show("No conversations yet.");
        }
        String self = conversations.self();
        for (Inbox.Line line : inbox.conversations()) {
            people.know(line.conversation(), line.members());
            Inbox.Last last = line.last();
            String said = last == null ? "" : people.nameOf(line.conversation(), last.from()) + ": " + last.body();
            screen.show(String.format(
                    "  %-16s %4s  %s",
                    people.handleOf(line.conversation(), self), line.unread() == 0 ? "" : line.unread(), said));
        }
    }

    private void showHistory(String count) {
        String conversation = conversations.current();
        if (conversation == null) {
            screen.note("With whom? Type /with HANDLE first.");
            return;
        }
        int entries = count.matches("[1-9][0-9]?") ? Integer.parseInt(count) : HISTORY;
        for (Entry entry :
                http.entriesBefore(accessToken(), conversation, null, entries).entries()) {
            if (entry.body() != null) {
                screen.show(Lines.message(entry.time(), people.nameOf(conversation, entry.from()), entry.body()));
            }
        }
    }

    private void showReceipts() {
        String conversation = conversations.current();
        long seq = conversations.lastOwn();
        if (conversation == null || seq < 0) {
            screen.note("You have sent nothing here since this chat started.");
            return;
        }
        http.receipts(accessToken(), conversation, seq)
                .receipts()
                .forEach(receipt -> screen.show(String.format(
                        "  %-16s delivered %s, read %s",
                        people.nameOf(conversation, receipt.user()),
                        Lines.timeOrNot(receipt.deliveredAt()),
                        Lines.timeOrNot(receipt.readAt()))));
    }

    private boolean allAccepted() throws InterruptedException {
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).get(LEAVE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            screen.note("Not everything was accepted within " + LEAVE_SECONDS
                    + " s; what waits goes out with the next chat.");
            return false;
        } catch (ExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        session.close();
        store.close();
    }
}
