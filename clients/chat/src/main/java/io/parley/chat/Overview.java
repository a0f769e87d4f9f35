package io.parley.chat;

import io.parley.client.http.EntryReceipts;
import io.parley.client.http.Inbox;
import io.parley.client.http.Member;
import io.parley.client.http.ParleyHttp;
import io.parley.client.http.Presence;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is asked for and shown once: the inbox, who is there, who has the last message. */
final class Overview {
    private final ParleyHttp http;
    private final Supplier<String> accessToken;
    private final People people;
    private final OwnMessages own;
    private final Screen screen;

    Overview(ParleyHttp http, Supplier<String> accessToken, People people, OwnMessages own, Screen screen) {
        this.http = http;
        this.accessToken = accessToken;
        this.people = people;
        this.own = own;
        this.screen = screen;
    }

    void inbox() {
        List<Inbox.Line> lines = people.inbox().conversations();
        if (lines.isEmpty()) screen.print(Line.note("Nothing yet. Begin with /with HANDLE."));
        for (Inbox.Line line : lines) {
            Inbox.Last last = line.last();
            String unread = line.standing().equals("member")
                    ? line.unread() == 0 ? "" : " (" + line.unread() + " unread)"
                    : " (" + line.standing() + ")";
            String kept = Keeping.words(line.settings());
            String text = last == null || last.body() == null ? "" : last.body();
            screen.print(Line.theirs(
                    last == null ? Instant.EPOCH : last.time(),
                    people.titleOf(line.conversation())
                            + unread
                            + (kept.isEmpty() ? "" : " (" + kept + ")")
                            + (line.request() ? " (a stranger: /accept or /block)" : ""),
                    Line.excerpt(text)));
        }
    }

    void seen(String conversation) {
        for (Member member : people.others(conversation)) {
            Presence presence = http.presence(accessToken.get(), member.user());
            Instant last = presence.lastSeen();
            String when = last == null ? "not there" : "was there last " + Line.clock(last);
            screen.print(Line.note(member.display() + ": " + (presence.online() ? "is there now" : when)));
        }
    }

    void receipts(String conversation) {
        OwnMessages.Own last =
                own.last(conversation).orElseThrow(() -> new ChatFailure("You have written nothing here yet."));
        if (last.seq() < 0) throw new ChatFailure("Your last message still waits for the server.");
        screen.print(Line.note("\"" + Line.excerpt(last.body()) + "\""));
        EntryReceipts receipts = http.receipts(accessToken.get(), conversation, last.seq());
        if (receipts.of() > 1) {
            screen.print(Line.note("  delivered to " + receipts.delivered() + " of " + receipts.of() + ", read by "
                    + receipts.read()));
        }
        for (EntryReceipts.Of one : receipts.receipts()) {
            screen.print(Line.note("  " + people.nameOf(conversation, one.user()) + ": "
                    + since("delivered", one.deliveredAt()) + ", " + since("read", one.readAt())));
        }
    }

    private static String since(String what, @Nullable Instant time) {
        return time == null ? "not " + what + " yet" : what + " " + Line.clock(time);
    }
}
