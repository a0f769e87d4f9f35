package io.parley.chat;

import io.parley.client.ParleyClient;
import io.parley.client.http.Granted;
import io.parley.client.http.ParleyHttp;
import io.parley.client.http.ParleyProblem;
import io.parley.client.session.Content;
import io.parley.client.session.Outgoing;
import io.parley.client.session.RefreshingTokens;
import io.parley.client.session.Session;
import io.parley.client.session.SessionOptions;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the person does, and what comes of it. Called from the thread that reads the lines. */
final class Chat implements AutoCloseable {
    private static final int SHOWN_AT_FIRST = 10;
    /** A message that the server takes within this time is shown once, as sent. */
    private static final Duration SOON = Duration.ofMillis(300);

    private final ParleyClient client;
    private final ParleyHttp http;
    private final RefreshingTokens tokens;
    private final DataFolder folder;
    private final Screen screen;
    private final String handle;
    private final Room room = new Room();
    private final OwnMessages own = new OwnMessages();
    private final People people;
    private final GroupTalk groups;
    private final FileTalk files;
    private final Recent recent = new Recent();
    private final MessageTalk messages;
    private final OperatorTalk operator;
    private final Status status;
    private final Happenings happenings;
    private final List<CompletableFuture<Accepted>> sent = new ArrayList<>();
    private @Nullable Session session;

    Chat(ParleyClient client, RefreshingTokens tokens, DataFolder folder, Screen screen, String handle) {
        this.client = client;
        this.http = client.http();
        this.tokens = tokens;
        this.folder = folder;
        this.screen = screen;
        this.handle = handle;
        people = new People(http, this::accessToken, folder, handle);
        files = new FileTalk(http, this::accessToken, screen);
        groups = new GroupTalk(http, this::accessToken, people, files, screen);
        status = new Status(screen, room, own);
        messages = new MessageTalk(recent, people::isSelf);
        operator = new OperatorTalk(http, this::accessToken, screen);
        happenings = new Happenings(screen, room, people, own, files, recent, status);
    }

    private String accessToken() {
        return tokens.token(false).value();
    }

    void connect() {
        Session opened = client.session(tokens, folder.store(), SessionOptions.defaults("parley-chat/0.1"), happenings);
        session = opened;
        happenings.watch(opened);
        markRead();
    }

    void with(String other) {
        if (other.equals(handle)) throw new ChatFailure("That is you; whom do you want to talk to?");
        enter(people.direct(other));
    }

    void enter(String conversation) {
        room.enter(conversation, people.titleOf(conversation));
        if (screen.isPersonal()) {
            showLatest(conversation);
            showWaiting(conversation);
        }
        markRead();
        status.shown();
    }

    private void showLatest(String conversation) {
        try {
            show(conversation, SHOWN_AT_FIRST);
        } catch (ParleyProblem problem) {
            if (!problem.retryable()) throw problem;
            screen.print(Line.note(problem.detail() + " What you write waits."));
        }
    }

    private void showWaiting(String conversation) {
        for (Outgoing message : folder.store().load().outbox()) {
            boolean messageHere = message.conversation().equals(conversation)
                    && message.content().kind() == null;
            if (!messageHere || !own.announce(message.mid())) continue;
            own.waiting(conversation, message.mid(), message.body());
            screen.print(Line.own(Instant.now(), message.body(), Tick.WAITING));
        }
    }

    private void markRead() {
        String conversation = room.conversation();
        if (session == null || conversation == null) return;
        long upTo = room.shownUpTo(conversation);
        if (upTo >= 0) session.read(conversation, upTo);
    }

    void say(String text) {
        say(Content.text(text).mentioning(people.mentionedIn(current(), text)), text);
    }

    void reply(String text) {
        String conversation = current();
        say(messages.reply(conversation, text).mentioning(people.mentionedIn(conversation, text)), text);
    }

    void sendFile(String path) {
        current();
        Granted file = files.upload(path);
        say(Content.text("").with(List.of(file)), "[" + file.name() + ", " + FileTalk.size(file.size()) + "]");
    }

    private void say(Content content, String text) {
        String conversation = current();
        UUID mid = Session.newMid();
        own.waiting(conversation, mid, text);
        CompletableFuture<Accepted> accepted = connected().send(conversation, mid, content);
        if (!screen.isPersonal()) {
            sent.add(accepted);
            return;
        }
        if (isDoneSoon(accepted) || !own.announce(mid)) return;
        screen.print(Line.own(Instant.now(), text, Tick.WAITING));
        status.prompt();
    }

    void report(String words) {
        http.report(accessToken(), current(), messages.reported(current(), words), null);
        screen.print(Line.note("Reported. The operators see the message as you do."));
    }

    /** Of an earlier message; what comes of it is told when the server has taken it. */
    void change(Content change) {
        CompletableFuture<Accepted> accepted = connected().send(current(), Session.newMid(), change);
        if (!screen.isPersonal()) sent.add(accepted);
        else if (!isDoneSoon(accepted)) screen.print(Line.note("That waits for the server."));
    }

    private Session connected() {
        if (session == null) throw new ChatFailure("There is no session.");
        return session;
    }

    void typing(boolean on) {
        String conversation = current();
        if (session != null) session.typing(conversation, on);
    }

    private boolean isDoneSoon(CompletableFuture<Accepted> accepted) {
        try {
            accepted.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new ChatFailure("Not sent: " + sentence(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Answers the exit code. */
    int awaitSent(Duration within) {
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
                    .get(within.toMillis(), TimeUnit.MILLISECONDS);
            return 0;
        } catch (TimeoutException e) {
            throw new ChatFailure(
                    "The server cannot be reached; the messages wait in the outbox and go out the next time.");
        } catch (ExecutionException e) {
            throw new ChatFailure("Not sent: " + sentence(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChatFailure("Interrupted; messages that were not sent wait in the outbox.");
        }
    }

    private static String sentence(ExecutionException e) {
        return e.getCause() == null
                ? String.valueOf(e.getMessage())
                : String.valueOf(e.getCause().getMessage());
    }

    void history(int count) {
        show(current(), count);
        markRead();
    }

    private void show(String conversation, int count) {
        List<Entry> entries =
                http.entriesBefore(accessToken(), conversation, null, count).entries();
        learnTicks(conversation, entries);
        for (Entry entry : entries) {
            String body = files.text(conversation, entry).orElse(null);
            room.isNew(conversation, entry.seq());
            if (!entry.kind().equals("message")) {
                happenings.tell(conversation, entry);
                continue;
            }
            UUID mid = entry.mid();
            if (body == null) continue;
            recent.said(conversation, entry, body);
            if (mid != null && people.isSelf(conversation, entry.from())) {
                own.sent(conversation, mid, body, entry.seq());
                own.announce(mid);
                screen.print(Line.own(entry.time(), body, own.tick(conversation, entry.seq())));
            } else {
                screen.print(Line.theirs(entry.time(), people.nameOf(conversation, entry.from()), body));
            }
        }
    }

    /** Receipts are pushed when they move; how far the last own message came before is asked. */
    private void learnTicks(String conversation, List<Entry> entries) {
        for (Entry entry : entries.reversed()) {
            if (entry.mid() == null || !people.isSelf(conversation, entry.from())) continue;
            long seq = entry.seq();
            List<Watermark> reached = http.receipts(accessToken(), conversation, seq).receipts().stream()
                    .filter(one -> !people.isSelf(conversation, one.user()))
                    .map(one -> new Watermark(
                            one.user(), one.deliveredAt() == null ? -1 : seq, one.readAt() == null ? -1 : seq))
                    .toList();
            own.reached(conversation, reached, null);
            return;
        }
    }

    void logOut() {
        http.logOut(accessToken());
        close();
        folder.forget();
        screen.print(Line.note("Logged out."));
    }

    Overview overview() {
        return new Overview(http, this::accessToken, people, own, screen);
    }

    GroupTalk groups() {
        return groups;
    }

    MessageTalk messages() {
        return messages;
    }

    FileTalk files() {
        return files;
    }

    OperatorTalk operator() {
        return operator;
    }

    AccountTalk account() {
        return new AccountTalk(http, this::accessToken, screen, files);
    }

    Keeping keeping() {
        return new Keeping(http, this::accessToken, screen);
    }

    PrivacyTalk privacy() {
        return new PrivacyTalk(http, this::accessToken, screen);
    }

    String current() {
        String conversation = room.conversation();
        if (conversation == null) throw new ChatFailure("With whom? Type /with HANDLE.");
        return conversation;
    }

    @Override
    public void close() {
        if (session != null) session.close();
    }
}
