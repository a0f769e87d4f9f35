package io.parley.client.session;

import com.github.f4b6a3.uuid.UuidCreator;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Watermark;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One user on one device, for as long as the log-in lasts: it connects, resumes, sends what the outbox holds exactly once and in order, and
 * gives the app every entry once and in order. All methods may be called from any thread, do not block, and take effect in the order of
 * the calls; what the session tells comes one call at a time (see {@link SessionListener}).
 */
public final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Watermarks watermarks = new Watermarks();
    private final SessionOptions options;
    private final SessionStore store;
    private final SessionListener listener;
    private final Lane lane = new Lane("parley-session");
    private final Pulls pulls = new Pulls();
    private final Sends sends = new Sends();
    private final Link link;
    private final Syncing syncing;
    private final Conversations conversations;
    private final OwnTyping ownTyping;
    private final OthersTyping othersTyping;
    private Set<String> watched = Set.of();
    private volatile SessionState state = SessionState.CONNECTING;
    private volatile ServerFrame.@Nullable Welcome welcome;

    private Session(
            HttpClient http,
            URI base,
            TokenSource tokens,
            SessionStore store,
            SessionOptions options,
            SessionListener listener) {
        this.options = options;
        this.store = store;
        this.listener = new GuardedListener(listener);
        SavedSession saved = store.load();
        link = new Link(http, base, tokens, options, lane, new LinkEvents());
        syncing = new Syncing(link, lane, store, saved.mark(), this::head, this::headsAreIn);
        ownTyping = new OwnTyping(link);
        othersTyping = new OthersTyping(this.listener);
        conversations = new Conversations(
                saved, store, this.listener, link, lane, pulls, sends, options.gapGrace(), new WelcomedSelf());
    }

    /** Starts to connect. The store stays the caller's to close, after the session. */
    public static Session open(
            HttpClient http,
            URI base,
            TokenSource tokens,
            SessionStore store,
            SessionOptions options,
            SessionListener listener) {
        Session session = new Session(http, base, tokens, store, options, listener);
        session.lane.execute(session.link::start);
        return session;
    }

    public SessionState state() {
        return state;
    }

    /** What the server said last when it greeted this session; null before the first time. */
    public ServerFrame.@Nullable Welcome welcome() {
        return welcome;
    }

    /** As {@link #send(String, UUID, String)}, with a new mid. */
    public CompletableFuture<Accepted> send(String conversation, String body) {
        return send(conversation, newMid(), body);
    }

    /** A name for a message, for those who want to know it before the message is sent. */
    public static UUID newMid() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /**
     * Puts a message into the outbox, from where it goes out as soon as it can, also after a restart on the same store.
     *
     * @return fails with {@link SendRefused} when the server will never take it, and with {@link SessionClosed} when the session ends first
     */
    public CompletableFuture<Accepted> send(String conversation, UUID mid, String body) {
        return send(conversation, mid, Content.text(body));
    }

    /** As {@link #send(String, UUID, String)}, for messages with more than a text, and for changes to earlier ones. */
    public CompletableFuture<Accepted> send(String conversation, UUID mid, Content content) {
        ErrorCode flaw = content.flaw();
        if (flaw != null) {
            return refused(
                    flaw, flaw == ErrorCode.BAD_FRAME ? "It is empty, no valid text, or too much." : flaw.sentence());
        }
        if (sends.size() >= options.outboxCapacity()) {
            return refused(ErrorCode.UNAVAILABLE, "The outbox is full; wait until the server has taken some messages.");
        }
        CompletableFuture<Accepted> sent = sends.expect(mid);
        lane.execute(() -> enqueue(new Outgoing(conversation, mid, content)));
        return sent;
    }

    private static CompletableFuture<Accepted> refused(ErrorCode code, String sentence) {
        return CompletableFuture.failedFuture(new SendRefused(ServerFrame.Error.of(null, code, sentence)));
    }

    private void enqueue(Outgoing message) {
        if (state.isFinal()) {
            sends.fail(message.mid(), new SessionClosed("The session is " + state + "."));
            return;
        }
        try {
            store.queued(message);
        } catch (RuntimeException e) {
            sends.fail(message.mid(), e);
            return;
        }
        ownTyping.ended(message.conversation());
        conversations.get(message.conversation()).chain().add(message);
    }

    /**
     * The person types, or stopped. To be called with every key: the server is told as often as it needs to hear it. It ends by itself 5 s
     * after the last call, and with a message.
     */
    public void typing(String conversation, boolean on) {
        lane.execute(() -> ownTyping.set(conversation, on));
    }

    /** The person has seen everything up to and including {@code upTo}. Told until the server knows it. */
    public void read(String conversation, long upTo) {
        lane.execute(() -> {
            if (state.isFinal()) return;
            if (conversations.get(conversation).acks().read(upTo)) store.read(conversation, upTo);
        });
    }

    /**
     * Whose presence the app wants to know from now on, instead of all before; also after a reconnect.
     *
     * @param people at most {@link Limits#WATCHED} users
     */
    public void watch(Set<String> people) {
        Set<String> now = Set.copyOf(people);
        if (now.size() > Limits.WATCHED) throw new IllegalArgumentException("at most " + Limits.WATCHED + " people");
        lane.execute(() -> {
            watched = now;
            if (link.isGreeted()) tellWatched();
        });
    }

    private void tellWatched() {
        List<String> people = List.copyOf(watched);
        link.request(id -> new ClientFrame.Watch(id, people, List.of()), (reply, failure) -> {
            if (reply instanceof ServerFrame.Error error) LOG.warn("Presence is not watched: {}", error.code());
        });
    }

    /** Ends the connection; messages without an answer stay in the store's outbox. Done when the session uses its store no more. */
    public CompletableFuture<Void> closeAsync() {
        return CompletableFuture.runAsync(link::close, lane);
    }

    @Override
    public void close() {
        closeAsync().join();
    }

    private void head(Head head, boolean reset) {
        Conversation conversation = conversations.get(head.conversation());
        Watermark own = own(head.watermarks());
        if (conversation.feed().isUnknown()) conversation.feed().startAt(own == null ? -1 : own.delivered());
        if (own != null) conversation.acks().confirmed(own);
        listener.onHead(head);
        // Who gave no mark is answered 'reset' by the same history, too, whose views may be behind for a moment.
        if (reset && syncing.mark() != null) watermarks.forget(head.conversation());
        listener.onReceipt(head.conversation(), watermarks.raise(head.conversation(), head.watermarks()));
        conversation.feed().head(head.seq(), reset);
    }

    private @Nullable Watermark own(List<Watermark> watermarks) {
        ServerFrame.Welcome greeted = welcome;
        return watermarks.stream()
                .filter(one -> greeted != null && one.user().equals(greeted.user()))
                .findFirst()
                .orElse(null);
    }

    private void headsAreIn(ServerFrame.Synced last) {
        String mark = last.mark();
        othersTyping.replace(last.typing());
        link.settled();
        conversations.resume();
        pulls.whenIdle(() -> {
            reached(mark);
            listener.onCaughtUp();
        });
    }

    private void reached(String mark) {
        if (!syncing.isRunning() && !conversations.anyBehind()) syncing.reached(mark);
    }

    private final class WelcomedSelf implements Conversations.Self {
        @Override
        public @Nullable String user() {
            ServerFrame.Welcome greeted = welcome;
            return greeted == null ? null : greeted.user();
        }

        @Override
        public @Nullable String device() {
            ServerFrame.Welcome greeted = welcome;
            return greeted == null ? null : greeted.device();
        }
    }

    private final class LinkEvents implements Link.Events {
        @Override
        public @Nullable String mark() {
            return syncing.mark();
        }

        @Override
        public void greeted(ServerFrame.Welcome greeting) {
            welcome = greeting;
            conversations.greeted();
            syncing.restart();
            if (!watched.isEmpty()) tellWatched();
        }

        @Override
        public void state(SessionState next) {
            state = next;
            if (next != SessionState.CONNECTED) {
                conversations.pause();
                ownTyping.endedEverywhere();
                othersTyping.replace(null);
            }
            listener.onState(next);
            if (next.isFinal()) sends.failAll(new SessionClosed("The session is " + next + "."));
        }

        @Override
        public void pushed(ServerFrame frame) {
            switch (frame) {
                case ServerFrame.Message message -> {
                    othersTyping.set(message.conversation(), message.from(), false);
                    conversations.offer(message.conversation(), entry(message));
                }
                case ServerFrame.Receipt receipt -> {
                    Watermark own = own(receipt.members());
                    if (own != null)
                        conversations.get(receipt.conversation()).acks().confirmed(own);
                    listener.onReceipt(
                            receipt.conversation(), watermarks.raise(receipt.conversation(), receipt.members()));
                    if (receipt.counts() != null) listener.onCounts(receipt.conversation(), receipt.counts());
                }
                case ServerFrame.Conversation conversation -> listener.onConversation(conversation);
                case ServerFrame.Settings settings -> listener.onSettings(settings);
                case ServerFrame.Expired expired -> listener.onExpired(expired.conversation(), expired.upTo());
                case ServerFrame.Typist typist -> othersTyping.set(typist.conversation(), typist.user(), typist.on());
                case ServerFrame.Presence presence -> listener.onPresence(presence);
                case ServerFrame.Ping ping -> pulls.whenIdle(() -> reached(ping.mark()));
                case ServerFrame.Resync resync -> syncing.start();
                case ServerFrame.Goaway goaway -> link.moveWithin(goaway.withinMs());
                case ServerFrame.Error error -> LOG.warn("The server did not understand a frame: {}", error.code());
                case ServerFrame.Welcome reply -> {}
                case ServerFrame.Ok reply -> {}
                case ServerFrame.Synced reply -> {}
                case ServerFrame.Messages reply -> {}
                case ServerFrame.Accepted reply -> {}
            }
        }

        private static Entry entry(ServerFrame.Message message) {
            return new Entry(
                    message.seq(),
                    message.kind(),
                    message.from(),
                    message.device(),
                    message.mid(),
                    message.body(),
                    message.target(),
                    message.replyTo(),
                    message.mentions(),
                    message.attachments(),
                    message.about(),
                    message.retention(),
                    null,
                    null,
                    null,
                    message.time());
        }
    }
}
