package io.parley.edge.request;

import io.parley.api.conversation.GetHistory;
import io.parley.api.conversation.SyncInbox;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.settings.Settings;
import io.parley.edge.entry.EntryFrames;
import io.parley.edge.session.Identity;
import io.parley.edge.session.Session;
import io.parley.edge.session.Shown;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What sessions ask of the views. Blocks: called on virtual threads. */
public final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final Bus bus;
    private final EntryFrames entries;
    private final TypingNow typing;
    private final Shown shown;

    public Requests(Bus bus, EntryFrames entries, TypingNow typing, Shown shown) {
        this.bus = bus;
        this.entries = entries;
        this.typing = typing;
        this.shown = shown;
    }

    public void sync(Session session, ClientFrame.Sync sync) {
        Identity identity = Objects.requireNonNull(session.identity());
        try {
            SyncInbox query = new SyncInbox(identity.user(), sync.mark(), sync.page(), Limits.HEADS_PAGE);
            SyncInbox.Synced synced = bus.query(query, SyncInbox.Synced.class);
            synced.heads().stream()
                    .filter(head -> head.standing() == SyncInbox.Standing.MEMBER)
                    .forEach(head -> show(session, identity, head));
            List<ServerFrame.Typists> typists = synced.next() == null ? typing.seenBy(identity) : List.of();
            session.reply(new ServerFrame.Synced(
                    sync.id(),
                    outcome(synced.outcome()),
                    synced.heads().stream().map(this::head).toList(),
                    typists.isEmpty() ? null : typists,
                    synced.next(),
                    synced.mark()));
            typists.forEach(some -> repeatStops(session, some));
        } catch (Bus.Unavailable e) {
            session.reply(unavailable(session, sync.id(), e));
        }
    }

    /** Whoever stopped while the answer was made, was pushed before it. */
    private void repeatStops(Session session, ServerFrame.Typists typists) {
        typists.users().stream()
                .filter(user -> !typing.isTyping(typists.conversation(), user))
                .forEach(user -> session.push(new ServerFrame.Typist(typists.conversation(), user, false)));
    }

    private void show(Session session, Identity identity, SyncInbox.Head head) {
        Session.Progress progress = session.progress(head.conversation());
        head.watermarks().stream()
                .filter(own -> own.member().equals(identity.user()))
                .forEach(own -> progress.recorded(own.delivered(), own.read()));
        shown.shown(session, head.conversation(), head.seq());
    }

    /** Blocks, also until the client has read earlier pages. */
    public void history(Session session, ClientFrame.History history) {
        try {
            session.replyInTurn(() -> page(session, history));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            session.reply(ServerFrame.Error.of(history.id(), ErrorCode.UNAVAILABLE));
        }
    }

    private ServerFrame page(Session session, ClientFrame.History history) {
        Identity identity = Objects.requireNonNull(session.identity());
        ConversationId conversation = new ConversationId(history.conversation());
        try {
            GetHistory query = new GetHistory(
                    identity.user(),
                    conversation,
                    history.before(),
                    history.after(),
                    Objects.requireNonNullElse(history.limit(), Limits.HISTORY_PAGE));
            return switch (bus.query(query, GetHistory.Answer.class)) {
                case GetHistory.Page page -> {
                    if (!page.entries().isEmpty()) {
                        shown.shown(
                                session, conversation, page.entries().getLast().seq());
                    }
                    yield new ServerFrame.Messages(
                            history.id(),
                            history.conversation(),
                            page.entries().stream().map(entries::entry).toList(),
                            page.more());
                }
                case GetHistory.Refused refused -> ServerFrame.Error.of(history.id(), ErrorCode.UNKNOWN_CONVERSATION);
            };
        } catch (Bus.Unavailable e) {
            return unavailable(session, history.id(), e);
        }
    }

    private static ServerFrame unavailable(Session session, String re, Bus.Unavailable e) {
        LOG.atWarn().addKeyValue("session", session.id()).setCause(e).log("A request was answered 'unavailable'");
        return ServerFrame.Error.of(re, ErrorCode.UNAVAILABLE);
    }

    private static ServerFrame.Outcome outcome(SyncInbox.Outcome outcome) {
        return switch (outcome) {
            case COMPLETE -> ServerFrame.Outcome.COMPLETE;
            case CHANGED -> ServerFrame.Outcome.CHANGED;
            case RESET -> ServerFrame.Outcome.RESET;
        };
    }

    private static ServerFrame.Standing standing(SyncInbox.Standing standing) {
        return switch (standing) {
            case MEMBER -> ServerFrame.Standing.MEMBER;
            case INVITED -> ServerFrame.Standing.INVITED;
            case GONE -> ServerFrame.Standing.GONE;
            case BLOCKED -> ServerFrame.Standing.BLOCKED;
        };
    }

    private ServerFrame.Head head(SyncInbox.Head head) {
        List<ServerFrame.Watermark> watermarks =
                head.watermarks().stream().map(Requests::watermark).toList();
        return new ServerFrame.Head(
                head.conversation().value(),
                head.kind(),
                standing(head.standing()),
                entries.open(head.title()),
                head.size(),
                head.admin(),
                head.seq(),
                head.unread(),
                head.mentioned(),
                head.request() ? true : null,
                head.settings().equals(Settings.DEFAULT) ? null : entries.settings(head.settings()),
                head.retention().isForever() ? null : EntryFrames.retention(head.retention()),
                head.expired() < 0 ? null : head.expired(),
                picture(head.picture()),
                head.members().stream().map(UserId::value).toList(),
                watermarks);
    }

    private static ServerFrame.@Nullable Picture picture(SyncInbox.@Nullable Picture picture) {
        return picture == null ? null : new ServerFrame.Picture(picture.asset().value(), picture.seq());
    }

    private static ServerFrame.Watermark watermark(SyncInbox.MemberWatermark mark) {
        return new ServerFrame.Watermark(
                mark.member().value(),
                mark.delivered(),
                mark.read(),
                mark.unsaid().isEmpty()
                        ? null
                        : mark.unsaid().stream()
                                .map(range -> new ServerFrame.Range(range.from(), range.to()))
                                .toList());
    }
}
