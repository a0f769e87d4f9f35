package io.parley.edge.session;

import io.parley.api.account.user.Privacy;
import io.parley.api.id.ConversationId;
import io.parley.api.receipts.AdvanceReceipts;
import io.parley.protocol.CloseCode;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One socket, from its opening to its end. Thread-safe: requests, pushes and the heartbeat meet here. */
public final class Session {
    /** Pages of history, of up to some MB, that one client may keep the server's memory busy with. */
    private static final int PAGES_AT_ONCE = 4;

    /** Conversations of which the views do not know yet, or never will, that the person is in them. */
    private static final int MOST_UNKNOWN = 64;

    private final String id;
    private final Socket socket;
    private final FrameCodec codec;
    private final SessionMetrics metrics;
    private final Outbound outbound;
    private final Instant opened;
    private final AtomicInteger openRequests = new AtomicInteger();
    private final Semaphore pages = new Semaphore(PAGES_AT_ONCE);
    private final Map<ConversationId, Progress> progress = new ConcurrentHashMap<>(1);
    private @Nullable SequencedMap<ConversationId, Progress> unknown;
    private volatile @Nullable Identity identity;
    private volatile Privacy privacy = Privacy.DEFAULT;
    private long privacyVersion = Long.MIN_VALUE;
    private volatile Instant heard;
    private volatile Instant pinged;
    private volatile boolean saidHello;
    private volatile boolean closed;

    public Session(
            String id,
            Socket socket,
            FrameCodec codec,
            int mostPushes,
            int mostPushedChars,
            SessionMetrics metrics,
            Instant now) {
        this.id = id;
        this.socket = socket;
        this.codec = codec;
        this.metrics = metrics;
        this.outbound = new Outbound(socket, mostPushes, mostPushedChars);
        this.opened = now;
        this.heard = now;
        this.pinged = now;
    }

    /** Unique for ever; also the connection's id in the directory. */
    public String id() {
        return id;
    }

    public Instant opened() {
        return opened;
    }

    /** Hello has come, and is looked at in its turn. */
    public void saidHello() {
        saidHello = true;
    }

    public boolean hasSaidHello() {
        return saidHello;
    }

    /** Null until hello was accepted. */
    public @Nullable Identity identity() {
        return identity;
    }

    public void identify(Identity given) {
        identity = given;
    }

    /** Whether the person tells others what they read, and so is told of others. */
    public boolean sharesReads() {
        return privacy.readReceipts();
    }

    /** What the person lets others know; an older version than the known one changes nothing. */
    public synchronized void privacy(Privacy given, long version) {
        if (version >= privacyVersion) {
            privacyVersion = version;
            privacy = given;
        }
    }

    /** When the last frame came. */
    public Instant heard() {
        return heard;
    }

    public void heard(Instant now) {
        heard = now;
    }

    /** Whether that long passed since the last ping, or since the opening; if so, this one counts as sent. Only the heartbeat asks. */
    public boolean pingIsDue(Instant now, Duration interval) {
        if (now.isBefore(pinged.plus(interval))) {
            return false;
        }
        pinged = now;
        return true;
    }

    /** Counts a request until its reply, or its end; too many and the socket is not read until some are answered. */
    public void requestOpened() {
        if (openRequests.incrementAndGet() == Limits.OPEN_REQUESTS) {
            socket.suspendReading();
        }
    }

    /** The one reply to a counted request, which is open until the reply is written: who does not read is not read either. */
    public void reply(ServerFrame frame) {
        outbound.reply(encode(frame), this::requestEnded);
    }

    /**
     * As {@link #reply}, to several requests in one write, which the calling thread makes by itself and waits for, unless another one writes
     * already. Not for the thread that reads the session's frames.
     */
    public void replyHere(List<? extends ServerFrame> frames) {
        outbound.replyHere(frames.stream().map(this::encode).toList(), this::requestEnded);
    }

    /**
     * As {@link #reply}, for large replies: only so many are made before the client has read some. Blocks until it is this one's turn.
     *
     * @param page makes the reply
     */
    public void replyInTurn(Supplier<? extends ServerFrame> page) throws InterruptedException {
        pages.acquire();
        String reply;
        try {
            reply = encode(page.get());
        } catch (RuntimeException e) {
            pages.release();
            throw e;
        }
        outbound.reply(reply, () -> {
            pages.release();
            requestEnded();
        });
    }

    /** A counted request is over that gets no reply. */
    public void requestEnded() {
        if (openRequests.getAndDecrement() == Limits.OPEN_REQUESTS) {
            socket.resumeReading();
        }
    }

    /** The first reply; what was pushed before follows it. */
    public void welcome(ServerFrame.Welcome frame) {
        openRequests.decrementAndGet();
        outbound.open(encode(frame));
    }

    /** The last reply: it is written before the socket is closed. */
    public void replyAndClose(ServerFrame frame, CloseCode code) {
        outbound.replyAndEnd(encode(frame), () -> close(code));
    }

    /** An error that answers no counted request. */
    public void refuse(ServerFrame.Error frame) {
        outbound.reply(encode(frame));
    }

    /** Never blocks. */
    public void push(Encoded frame) {
        metrics.sent(frame.type());
        outbound.push(frame.text());
    }

    /** Never blocks. */
    public void push(ServerFrame frame) {
        outbound.push(encode(frame));
    }

    private String encode(ServerFrame frame) {
        metrics.sent(frame.getClass());
        return codec.encode(frame);
    }

    int queuedPushes() {
        return outbound.queuedPushes();
    }

    /** Only where hello was accepted. */
    boolean isOver(Socket.Transport transport) {
        return identity != null && !closed && socket.transport() == transport;
    }

    /** Null where this session was shown nothing yet. */
    public @Nullable Progress knownProgress(ConversationId conversation) {
        return progress.get(conversation);
    }

    /** Only for conversations that the person is in: it is kept as long as the session. */
    public Progress progress(ConversationId conversation) {
        Progress known = progress.get(conversation);
        return known == null ? nowKnown(conversation) : known;
    }

    private synchronized Progress nowKnown(ConversationId conversation) {
        Progress before = unknown == null ? null : unknown.remove(conversation);
        return progress.computeIfAbsent(conversation, any -> before == null ? new Progress() : before);
    }

    /** As {@link #progress}, where it is not known that the person is in it; of many of these the oldest are forgotten. */
    public synchronized Progress anyProgress(ConversationId conversation) {
        Progress known = progress.get(conversation);
        if (known != null) {
            return known;
        }
        if (unknown == null) {
            unknown = new LinkedHashMap<>();
        }
        if (unknown.size() == MOST_UNKNOWN && !unknown.containsKey(conversation)) {
            unknown.pollFirstEntry();
        }
        return unknown.computeIfAbsent(conversation, any -> new Progress());
    }

    /** The person is no longer in that conversation. */
    public synchronized void forget(ConversationId conversation) {
        progress.remove(conversation);
        if (unknown != null) {
            unknown.remove(conversation);
        }
    }

    /** Closes once; whatever still waits is dropped unless it was being written. */
    public void close(CloseCode code) {
        if (!closed) {
            closed = true;
            socket.close(code);
            outbound.end();
        }
    }

    /** The socket is gone. */
    public void ended() {
        closed = true;
        outbound.end();
    }

    public boolean isClosed() {
        return closed;
    }

    /** How far this session got in a conversation. */
    public static final class Progress {
        private long shown = AdvanceReceipts.NONE;
        private long delivered = AdvanceReceipts.NONE;
        private long read = AdvanceReceipts.NONE;
        private @Nullable Claim claim;

        /** An acknowledgement of more than this session was shown, such as of what the client has from before a crash. */
        public record Claim(long delivered, long read) {
            Claim and(Claim other) {
                return new Claim(Math.max(delivered, other.delivered), Math.max(read, other.read));
            }
        }

        /** Held until that much is shown. */
        public synchronized void claim(Claim more) {
            claim = claim == null ? more : claim.and(more);
        }

        /**
         * An entry was pushed or given to the client: it may acknowledge that far without anybody having to ask the views.
         *
         * @return what was claimed and is shown by now, once; null where there is none
         */
        public synchronized @Nullable Claim shown(long seq) {
            shown = Math.max(shown, seq);
            if (claim == null || claim.delivered > shown) {
                return null;
            }
            Claim due = claim;
            claim = null;
            return due;
        }

        public synchronized boolean wasShown(long seq) {
            return seq <= shown;
        }

        /** Whether this is news; an acknowledgement at or below an earlier one of this session is not. */
        public synchronized boolean acknowledge(long deliveredUpTo, long readUpTo) {
            boolean news = deliveredUpTo > delivered || readUpTo > read;
            read = Math.max(read, readUpTo);
            delivered = Math.max(Math.max(delivered, deliveredUpTo), read);
            return news;
        }

        /** What the views have of this person's: where an acknowledgement of this session was lost, it is news again. */
        public synchronized void recorded(long deliveredUpTo, long readUpTo) {
            delivered = deliveredUpTo;
            read = readUpTo;
        }

        /** Whether the client itself said as much, so that it need not be told. */
        public synchronized boolean acknowledged(long deliveredUpTo, long readUpTo) {
            return deliveredUpTo <= delivered && readUpTo <= read;
        }
    }
}
