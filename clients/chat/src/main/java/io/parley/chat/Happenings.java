package io.parley.chat;

import io.parley.client.session.Outgoing;
import io.parley.client.session.Session;
import io.parley.client.session.SessionListener;
import io.parley.client.session.SessionState;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Count;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Watermark;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What comes from the session, and how the person learns of it. */
final class Happenings implements SessionListener {
    private static final String MESSAGE = "message";

    private final Screen screen;
    private final Room room;
    private final People people;
    private final OwnMessages own;
    private final FileTalk files;
    private final Recent recent;
    private final Status status;
    private volatile @Nullable Session session;
    private boolean wasConnected;

    Happenings(Screen screen, Room room, People people, OwnMessages own, FileTalk files, Recent recent, Status status) {
        this.screen = screen;
        this.room = room;
        this.people = people;
        this.own = own;
        this.files = files;
        this.recent = recent;
        this.status = status;
    }

    void watch(Session opened) {
        session = opened;
    }

    @Override
    public void onMessage(String conversation, Entry entry) {
        if (!entry.kind().equals(MESSAGE)) news(conversation, entry);
        else if (entry.from().equals(self())) mine(conversation, entry);
        else theirs(conversation, entry);
    }

    private void news(String conversation, Entry entry) {
        boolean here = room.isIn(conversation);
        if (room.isNew(conversation, entry.seq()) && here) tell(conversation, entry);
        else keep(conversation, entry);
        Session on = session;
        if (here && on != null) on.read(conversation, entry.seq());
    }

    /** What happened to a message or to the group. */
    void tell(String conversation, Entry entry) {
        Long target = entry.target();
        String who = people.nameOf(conversation, entry.from());
        Optional<String> news = target == null
                ? ConversationNews.of(entry, user -> people.nameOf(conversation, user))
                : MessageNews.of(entry, who, recent.text(conversation, target));
        news.ifPresent(text -> screen.print(Line.note(text)));
        keep(conversation, entry);
    }

    private void keep(String conversation, Entry entry) {
        Long target = entry.target();
        if (target == null) return;
        if (entry.kind().equals("deleted")) recent.changed(conversation, target, null);
        if (entry.kind().equals("edited") && entry.body() != null) recent.changed(conversation, target, entry.body());
    }

    @Override
    public void onConversation(ServerFrame.Conversation conversation) {
        if (conversation.title() == null) return;
        String title = conversation.title();
        switch (conversation.change()) {
            case "invited" ->
                screen.print(Line.note(
                        "You are invited to the group '" + title + "': /accept " + title + " or /decline " + title));
            case "created" -> {
                if (!room.isIn(conversation.conversation()))
                    screen.print(Line.note("You are in the group '" + title + "': /in " + title));
            }
            case "removed" -> screen.print(Line.note("You are no longer in the group '" + title + "'."));
            default -> {}
        }
    }

    private void mine(String conversation, Entry entry) {
        UUID mid = entry.mid();
        String body = files.text(conversation, entry).orElse(null);
        if (mid == null || body == null) return;
        own.sent(conversation, mid, body, entry.seq());
        recent.said(conversation, entry, body);
        boolean first = own.announce(mid);
        boolean shown = !room.isNew(conversation, entry.seq());
        if (!screen.isPersonal() || !room.isIn(conversation) || shown) return;
        screen.print(first ? Line.own(entry.time(), body, Tick.SENT) : Line.reached(Tick.SENT, room.title(), body));
        status.prompt();
    }

    private void theirs(String conversation, Entry entry) {
        String body = files.text(conversation, entry).orElse(null);
        boolean here = room.isIn(conversation);
        if (body != null) recent.said(conversation, entry, body);
        if (room.isNew(conversation, entry.seq()) && body != null) {
            String name = people.nameOf(conversation, entry.from());
            screen.print(Line.theirs(
                    entry.time(), here ? name : name + " (elsewhere)", answering(conversation, entry) + body));
        }
        Session on = session;
        if (here && on != null) on.read(conversation, entry.seq());
    }

    private String answering(String conversation, Entry entry) {
        Long to = entry.replyTo();
        if (to == null) return "";
        return "> " + recent.text(conversation, to).map(Line::excerpt).orElse("an earlier message") + "\n";
    }

    @Override
    public void onRefused(Outgoing message, ServerFrame.Error error) {
        own.dropped(message.conversation(), message.mid());
        screen.print(Line.bad("Not sent: \"" + Line.excerpt(message.body()) + "\". " + error.message()));
        status.prompt();
    }

    @Override
    public void onReceipt(String conversation, List<Watermark> watermarks) {
        own.reached(conversation, watermarks, self());
        if (room.isIn(conversation)) status.moved();
    }

    @Override
    public void onCounts(String conversation, List<Count> counts) {
        if (room.isIn(conversation)) status.counted(conversation, counts.getLast());
    }

    @Override
    public void onExpired(String conversation, long upTo) {
        recent.forget(conversation, upTo);
    }

    @Override
    public void onTyping(String conversation, String user, boolean on) {
        status.typing(conversation, people.nameOf(conversation, user), on);
    }

    @Override
    public void onState(SessionState state) {
        status.state(state);
        if (!screen.isPersonal()) return;
        switch (state) {
            case CONNECTED -> {
                if (wasConnected) screen.print(Line.note("Connected again."));
                wasConnected = true;
            }
            case RECONNECTING ->
                screen.print(Line.note("No connection; what you write waits, and goes out when there is one."));
            case LOGGED_OUT ->
                screen.print(Line.bad("You were logged out here. Leave with /quit and start again to log in."));
            case REFUSED -> screen.print(Line.bad("This server needs a newer client."));
            case CONNECTING, CLOSED -> {}
        }
    }

    private @Nullable String self() {
        Session on = session;
        ServerFrame.Welcome welcome = on == null ? null : on.welcome();
        return welcome == null ? null : welcome.user();
    }
}
