package io.parley.edge.push;

import io.opentelemetry.api.trace.Span;
import io.parley.api.conversation.GetVisible;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.trace.SpanKeys;
import io.parley.delivery.Announcement;
import io.parley.delivery.Connection;
import io.parley.delivery.EdgeInbox;
import io.parley.edge.entry.EntryFrames;
import io.parley.edge.presence.Watches;
import io.parley.edge.receipt.Acknowledgements;
import io.parley.edge.session.Encoded;
import io.parley.edge.session.Identity;
import io.parley.edge.session.Session;
import io.parley.edge.session.Sessions;
import io.parley.protocol.CloseCode;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.ServerFrame;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Turns announcements into frames: each is encoded once, whoever many sessions it goes to. */
public final class Pushes implements EdgeInbox {
    private static final long HIDDEN = -1;

    private final Sessions sessions;
    private final EntryFrames entries;
    private final FrameCodec codec;
    private final Acknowledgements acknowledgements;
    private final Watches watches;
    private final Tallies tallies;
    private final Resyncs resyncs;
    private final PushMetrics metrics;
    private final PushSpans spans;

    public Pushes(
            Sessions sessions,
            EntryFrames entries,
            FrameCodec codec,
            Acknowledgements acknowledgements,
            Watches watches,
            Tallies tallies,
            Resyncs resyncs,
            PushMetrics metrics,
            PushSpans spans) {
        this.acknowledgements = acknowledgements;
        this.watches = watches;
        this.tallies = tallies;
        this.resyncs = resyncs;
        this.metrics = metrics;
        this.spans = spans;
        this.sessions = sessions;
        this.entries = entries;
        this.codec = codec;
    }

    @Override
    public void deliver(Announcement announcement, Collection<Connection> connections) {
        metrics.announced();
        switch (announcement) {
            case Announcement.EntryAdded entry -> entry(entry, connections);
            case Announcement.ReceiptsMoved receipts -> receipts(receipts, connections);
            case Announcement.ConversationChanged changed -> conversation(changed, connections);
            case Announcement.TypingChanged typing -> typing(typing, connections);
            case Announcement.PresenceChanged changed -> watches.changed(changed.user());
            case Announcement.PrivacyChanged changed -> privacy(changed, connections);
            case Announcement.SettingsChanged changed -> settings(changed, connections);
            case Announcement.MessagesExpired expired -> expired(expired, connections);
            case Announcement.SessionsEnded ended -> end(ended, connections);
        }
    }

    @Override
    public void resync() {
        metrics.resync();
        resyncs.begin();
        watches.allChanged();
    }

    private void entry(Announcement.EntryAdded entry, Collection<Connection> connections) {
        if (entry.entry().mid() != null && Tallies.isLarge(entry.recipients().size())) {
            count(entry, connections);
        }
        Span span = spans.of(entry);
        long pushed = 0;
        Encoded frame = null;
        for (Connection connection : connections) {
            Session session = sessions.find(connection.id());
            if (session == null) {
                continue;
            }
            acknowledgements.shown(session, entry.conversation(), entry.entry().seq());
            if (!connection.id().equals(entry.origin())) {
                frame = frame == null ? encode(entries.message(entry.conversation(), entry.entry())) : frame;
                session.push(frame);
                pushed++;
            }
        }
        span.setAttribute(SpanKeys.SESSIONS, pushed).end();
    }

    private void count(Announcement.EntryAdded entry, Collection<Connection> connections) {
        for (Connection connection : connections) {
            Session session = connection.user().equals(entry.entry().from()) ? sessions.find(connection.id()) : null;
            if (session != null) {
                tallies.added(session, entry);
            }
        }
    }

    private void receipts(Announcement.ReceiptsMoved receipts, Collection<Connection> connections) {
        boolean large = Tallies.isLarge(receipts.size());
        if (large) {
            tallies.moved(receipts);
        }
        Span span = spans.of(receipts);
        long pushed = 0;
        Encoded toAuthors = null;
        for (Connection connection : connections) {
            Session session = sessions.find(connection.id());
            if (session == null) {
                continue;
            }
            List<Announcement.Watermark> news = news(session, connection.user(), receipts, !large);
            pushed += news.isEmpty() ? 0 : 1;
            if (session.sharesReads() && news.equals(receipts.moved()) && !hasMoved(connection.user(), news)) {
                toAuthors = toAuthors == null
                        ? encode(receipt(receipts.conversation(), news, connection.user(), true))
                        : toAuthors;
                session.push(toAuthors);
            } else if (!news.isEmpty()) {
                session.push(receipt(receipts.conversation(), news, connection.user(), session.sharesReads()));
            }
        }
        span.setAttribute(SpanKeys.SESSIONS, pushed).end();
    }

    /** Of others' watermarks, authors are told; of the own one, whoever's session did not raise it itself. */
    private static List<Announcement.Watermark> news(
            Session session, UserId user, Announcement.ReceiptsMoved receipts, boolean ofOthers) {
        Session.Progress progress = session.progress(receipts.conversation());
        boolean author = ofOthers && receipts.authors().contains(user);
        return receipts.moved().stream()
                .filter(moved ->
                        moved.member().equals(user) ? !progress.acknowledged(moved.delivered(), moved.read()) : author)
                .toList();
    }

    private static boolean hasMoved(UserId user, List<Announcement.Watermark> moved) {
        return moved.stream().anyMatch(watermark -> watermark.member().equals(user));
    }

    private static ServerFrame.Receipt receipt(
            ConversationId conversation, List<Announcement.Watermark> moved, UserId to, boolean sharesReads) {
        return new ServerFrame.Receipt(
                conversation.value(),
                moved.stream()
                        .map(watermark -> watermark.member().equals(to)
                                ? new ServerFrame.Watermark(to.value(), watermark.delivered(), watermark.read())
                                : others(watermark, sharesReads && watermark.shared()))
                        .toList());
    }

    /** As others see it. */
    static ServerFrame.Watermark shown(Announcement.Watermark watermark) {
        return others(watermark, watermark.shared());
    }

    private static ServerFrame.Watermark others(Announcement.Watermark watermark, boolean withRead) {
        GetVisible.Range unsaid = withRead ? watermark.unsaid() : null;
        return new ServerFrame.Watermark(
                watermark.member().value(),
                watermark.delivered(),
                withRead ? watermark.read() : HIDDEN,
                unsaid == null ? null : List.of(new ServerFrame.Range(unsaid.from(), unsaid.to())));
    }

    private void privacy(Announcement.PrivacyChanged changed, Collection<Connection> connections) {
        for (Connection connection : connections) {
            Session session = sessions.find(connection.id());
            if (session != null) {
                session.privacy(changed.privacy(), changed.version());
            }
        }
    }

    private void conversation(Announcement.ConversationChanged changed, Collection<Connection> connections) {
        Encoded frame = encode(new ServerFrame.Conversation(
                changed.conversation().value(),
                changed.change().name().toLowerCase(Locale.ROOT),
                changed.kind(),
                entries.open(changed.title()),
                changed.members().stream().map(UserId::value).toList()));
        for (Connection connection : connections) {
            Session session = sessions.find(connection.id());
            if (session != null) {
                if (changed.change() == Announcement.Change.REMOVED
                        || changed.change() == Announcement.Change.BLOCKED) {
                    session.forget(changed.conversation());
                }
                session.push(frame);
            }
        }
    }

    private void typing(Announcement.TypingChanged typing, Collection<Connection> connections) {
        Encoded frame = encode(new ServerFrame.Typist(
                typing.conversation().value(), typing.user().value(), typing.on()));
        push(frame, connections);
    }

    private void settings(Announcement.SettingsChanged changed, Collection<Connection> connections) {
        push(
                encode(new ServerFrame.Settings(
                        changed.conversation().value(),
                        changed.device().value(),
                        entries.settings(changed.settings()))),
                connections);
    }

    private void expired(Announcement.MessagesExpired expired, Collection<Connection> connections) {
        push(encode(new ServerFrame.Expired(expired.conversation().value(), expired.upTo())), connections);
    }

    private Encoded encode(ServerFrame frame) {
        return Encoded.of(frame, codec);
    }

    private void push(Encoded frame, Collection<Connection> connections) {
        for (Connection connection : connections) {
            Session session = sessions.find(connection.id());
            if (session != null) {
                session.push(frame);
            }
        }
    }

    private void end(Announcement.SessionsEnded ended, Collection<Connection> connections) {
        for (Connection connection : connections) {
            Session session = sessions.find(connection.id());
            Identity identity = session == null ? null : session.identity();
            if (session != null
                    && identity != null
                    && identity.device().equals(ended.device())
                    && identity.sid() == ended.sid()) {
                session.close(CloseCode.LOGGED_OUT);
            }
        }
    }
}
