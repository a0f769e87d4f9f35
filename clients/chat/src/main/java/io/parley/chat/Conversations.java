package io.parley.chat;

import io.parley.client.session.Session;
import io.parley.client.session.SessionListener;
import io.parley.client.session.SessionState;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Watermark;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Shows what the session tells, and says what was read: messages of the conversation that the person has turned to. */
final class Conversations implements SessionListener {
    private final Screen screen;
    private final People people;
    private final CompletableFuture<Session> session = new CompletableFuture<>();
    private final Map<String, Long> shown = new ConcurrentHashMap<>();
    private final Map<String, Long> lastOwn = new ConcurrentHashMap<>();
    private final Map<String, Watermark> told = new ConcurrentHashMap<>();
    private volatile @Nullable String current;
    private volatile boolean wasAway;

    Conversations(Screen screen, People people) {
        this.screen = screen;
        this.people = people;
    }

    void belongTo(Session opened) {
        session.complete(opened);
    }

    @Nullable
    String current() {
        return current;
    }

    /** The newest own message of the current conversation, -1 for none. */
    long lastOwn() {
        String conversation = current;
        return conversation == null ? -1 : lastOwn.getOrDefault(conversation, -1L);
    }

    String self() {
        ServerFrame.Welcome welcome = session.join().welcome();
        return welcome == null ? "" : welcome.user();
    }

    void turnTo(String conversation) {
        current = conversation;
        Long seq = shown.get(conversation);
        if (seq != null) {
            session.join().read(conversation, seq);
        }
    }

    @Override
    public void onMessage(String conversation, Entry entry) {
        shown.put(conversation, entry.seq());
        String body = entry.body();
        if (body == null) {
            return;
        }
        ServerFrame.Welcome welcome = Objects.requireNonNull(session.join().welcome());
        boolean own = entry.from().equals(welcome.user());
        if (own) {
            lastOwn.put(conversation, entry.seq());
        }
        boolean typedHere = own && welcome.device().equals(entry.device());
        boolean here = conversation.equals(current);
        if (!typedHere) {
            String line = Lines.message(entry.time(), people.nameOf(conversation, entry.from()), body);
            screen.show(here ? line : line + "   (/with " + people.handleOf(conversation, welcome.user()) + ")");
        }
        if (here && !own) {
            session.join().read(conversation, entry.seq());
        }
    }

    @Override
    public void onReceipt(String conversation, List<Watermark> watermarks) {
        long own = lastOwn.getOrDefault(conversation, -1L);
        if (own < 0 || !conversation.equals(current)) {
            return;
        }
        for (Watermark mark : watermarks) {
            if (!mark.user().equals(self())) {
                tell(conversation, mark, own);
            }
        }
    }

    /** Once when the last own message is delivered, once when it is read. */
    private void tell(String conversation, Watermark mark, long own) {
        Watermark before = told.put(conversation + mark.user(), mark);
        long delivered = before == null ? -1 : before.delivered();
        long read = before == null ? -1 : before.read();
        String name = people.nameOf(conversation, mark.user());
        if (mark.read() >= own && read < own) {
            screen.note("  \u2713\u2713 read by " + name);
        } else if (mark.delivered() >= own && delivered < own) {
            screen.note("  \u2713\u2713 delivered to " + name);
        }
    }

    @Override
    public void onState(SessionState state) {
        switch (state) {
            case RECONNECTING -> {
                wasAway = true;
                screen.note("  (not connected; what you write waits and goes out by itself)");
            }
            case CONNECTED -> {
                if (wasAway) {
                    screen.note("  (connected again)");
                }
            }
            case LOGGED_OUT -> screen.note("You were logged out on this device; start the chat again to log in.");
            case REFUSED -> screen.note("The server speaks another protocol; this program is too old or too new.");
            case CONNECTING, CLOSED -> {}
        }
    }
}
