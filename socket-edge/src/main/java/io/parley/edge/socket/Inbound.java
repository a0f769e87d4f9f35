package io.parley.edge.socket;

import io.parley.api.id.ConversationId;
import io.parley.edge.greeting.Greetings;
import io.parley.edge.limit.RequestLimits;
import io.parley.edge.presence.Watches;
import io.parley.edge.receipt.Acknowledgements;
import io.parley.edge.request.Requests;
import io.parley.edge.send.Sends;
import io.parley.edge.session.Identity;
import io.parley.edge.session.Session;
import io.parley.edge.session.Socket;
import io.parley.edge.typing.Typing;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseCode;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.FrameRejected;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The frames of one socket, in the order in which they come; called by one thread at a time, and never blocks. */
final class Inbound {
    private static final ServerFrame.Error TOO_LARGE = ServerFrame.Error.of(null, ErrorCode.FRAME_TOO_LARGE);

    private static final String SESSION = "session";

    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

    private final Session session;
    private final Socket socket;
    private final Sends sends;
    private final Services services;
    private final StringBuilder fragments = new StringBuilder(0);
    private boolean discarding;
    private boolean greeted;

    /** What all sockets of an edge share. */
    record Services(
            Greetings greetings,
            Requests requests,
            Acknowledgements acknowledgements,
            Typing typing,
            RequestLimits limits,
            Watches watches,
            FrameCodec codec,
            InboundMetrics metrics,
            Clock clock) {}

    Inbound(Session session, Socket socket, Sends sends, Services services) {
        this.session = session;
        this.socket = socket;
        this.sends = sends;
        this.services = services;
    }

    /** A part of a message; {@code last} completes it. */
    void part(String text, boolean last) {
        int limit = greeted ? Limits.FRAME_BYTES : Limits.HELLO_BYTES;
        if (discarding || fragments.length() + text.length() > limit) {
            discard(last);
        } else if (last && fragments.isEmpty()) {
            frame(text);
        } else {
            fragments.append(text);
            if (last) {
                String whole = fragments.toString();
                forget();
                frame(whole);
            }
        }
    }

    private void discard(boolean last) {
        forget();
        if (last || !greeted) {
            services.metrics().rejected();
        }
        discarding = !last;
        if (!greeted) {
            session.replyAndClose(TOO_LARGE, CloseCode.PROTOCOL);
        } else if (last) {
            session.requestOpened();
            session.reply(TOO_LARGE);
        }
    }

    private void forget() {
        fragments.setLength(0);
        fragments.trimToSize();
    }

    private void frame(String text) {
        session.heard(services.clock().instant());
        ClientFrame frame;
        try {
            frame = services.codec().decodeClient(text);
        } catch (FrameRejected e) {
            services.metrics().rejected();
            reject(e);
            return;
        }
        services.metrics().received(frame.getClass());
        if (frame instanceof ClientFrame.Hello hello) {
            hello(hello);
        } else if (greeted) {
            greeted(frame);
        } else {
            session.replyAndClose(ServerFrame.Error.of(idOf(frame), ErrorCode.HELLO_EXPECTED), CloseCode.PROTOCOL);
        }
    }

    private void reject(FrameRejected rejected) {
        if (greeted) {
            session.requestOpened();
            session.reply(rejected.toFrame());
        } else {
            session.replyAndClose(rejected.toFrame(), CloseCode.PROTOCOL);
        }
    }

    private static @Nullable String idOf(ClientFrame frame) {
        return frame instanceof ClientFrame.Request request ? request.id() : null;
    }

    /** What comes behind hello waits in the network until it is answered. */
    private void hello(ClientFrame.Hello hello) {
        session.requestOpened();
        if (greeted) {
            session.reply(ServerFrame.Error.of(hello.id(), ErrorCode.ALREADY_GREETED));
            return;
        }
        greeted = true;
        session.saidHello();
        socket.suspendReading();
        Thread.startVirtualThread(() -> {
            try {
                services.greetings().hello(session, hello);
            } catch (RuntimeException e) {
                LOG.atError().addKeyValue(SESSION, session.id()).setCause(e).log("A hello broke; its socket is closed");
                session.close(CloseCode.INTERNAL);
            } finally {
                socket.resumeReading();
            }
        });
    }

    private void greeted(ClientFrame frame) {
        Identity identity = session.identity();
        if (identity == null) {
            LOG.atDebug().addKeyValue(SESSION, session.id()).log("A client went on behind a refused hello");
            return;
        }
        if (frame instanceof ClientFrame.Request request && isTooMuch(identity, request)) {
            return;
        }
        switch (frame) {
            case ClientFrame.Send send -> {
                session.requestOpened();
                sends.send(send);
            }
            case ClientFrame.Delivered delivered ->
                services.acknowledgements()
                        .delivered(session, new ConversationId(delivered.conversation()), delivered.upTo());
            case ClientFrame.Read read ->
                services.acknowledgements().read(session, new ConversationId(read.conversation()), read.upTo());
            case ClientFrame.Typing typing -> services.typing().said(session, typing);
            case ClientFrame.Watch watch ->
                inBackground(watch, () -> services.watches().watch(session, watch));
            case ClientFrame.Sync sync ->
                inBackground(sync, () -> services.requests().sync(session, sync));
            case ClientFrame.History history ->
                inBackground(history, () -> services.requests().history(session, history));
            case ClientFrame.Auth auth ->
                inBackground(auth, () -> services.greetings().auth(session, auth));
            case ClientFrame.Pong pong -> {}
            case ClientFrame.Hello hello -> throw new IllegalStateException("hello is handled before");
        }
    }

    private boolean isTooMuch(Identity identity, ClientFrame.Request request) {
        Duration wait = services.limits().take(identity);
        if (wait.isPositive()) {
            services.metrics().limited();
            session.requestOpened();
            session.reply(ServerFrame.Error.of(request.id(), ErrorCode.RATE_LIMITED, wait));
        }
        return wait.isPositive();
    }

    /** Whatever breaks, a request has its reply. */
    private void inBackground(ClientFrame.Request request, Runnable work) {
        session.requestOpened();
        Thread.startVirtualThread(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.atError()
                        .addKeyValue(SESSION, session.id())
                        .setCause(e)
                        .log("A request broke; it was answered 'internal'");
                session.reply(ServerFrame.Error.of(request.id(), ErrorCode.INTERNAL));
            }
        });
    }
}
