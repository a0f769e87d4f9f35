package io.parley.client.script;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.Direction;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.FrameSchemas;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Outcome;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The server's end of one connection. What the client sent waits, by type, until the test asks for it. */
public final class Peer {
    public static final Instant TIME = Instant.parse("2026-11-24T10:15:30.123Z");
    private static final FrameCodec CODEC = new FrameCodec();

    private final Session session;
    private final FrameSchemas schemas;
    private final ConcurrentHashMap<Class<?>, BlockingQueue<ClientFrame>> received = new ConcurrentHashMap<>();
    private final List<AssertionError> faults = new CopyOnWriteArrayList<>();
    private volatile @Nullable Consumer<ClientFrame> script;

    Peer(Session session, FrameSchemas schemas) {
        this.session = session;
        this.schemas = schemas;
    }

    /** Answers frames as they come, instead of letting them wait. */
    public void script(Consumer<ClientFrame> answers) {
        script = answers;
    }

    void received(String json) {
        try {
            schemas.check(Direction.CLIENT_TO_SERVER, json);
        } catch (AssertionError fault) {
            faults.add(fault);
        }
        ClientFrame frame = CODEC.decodeClient(json);
        Consumer<ClientFrame> answers = script;
        if (answers != null) answers.accept(frame);
        else queue(frame.getClass()).add(frame);
    }

    private BlockingQueue<ClientFrame> queue(Class<?> type) {
        return received.computeIfAbsent(type, unseen -> new LinkedBlockingQueue<>());
    }

    /** The next frame of this type; fails where none comes in time, or one came that the document does not allow. */
    public <T extends ClientFrame> T expect(Class<T> type) {
        try {
            ClientFrame frame = queue(type).poll(10, TimeUnit.SECONDS);
            if (!faults.isEmpty()) throw faults.getFirst();
            if (frame == null) throw new AssertionError("No " + type.getSimpleName() + " came.");
            return type.cast(frame);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public boolean has(Class<? extends ClientFrame> type) {
        return !queue(type).isEmpty();
    }

    public synchronized void send(ServerFrame frame) {
        String json = CODEC.encode(frame);
        schemas.check(Direction.SERVER_TO_CLIENT, json);
        try {
            session.getBasicRemote().sendText(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void close(int code) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isOpen() {
        return session.isOpen();
    }

    /** Takes hello and welcomes. */
    public ClientFrame.Hello greet(String user, long heartbeatMs) {
        ClientFrame.Hello hello = expect(ClientFrame.Hello.class);
        send(welcome(hello.id(), user, heartbeatMs));
        return hello;
    }

    public static ServerFrame.Welcome welcome(String re, String user, long heartbeatMs) {
        ServerFrame.LimitsInForce limits = new ServerFrame.LimitsInForce(
                Limits.FRAME_BYTES, Limits.BODY_BYTES, Limits.HISTORY_PAGE, Limits.OPEN_REQUESTS, Limits.UNANSWERED);
        return new ServerFrame.Welcome(re, user, user + "-device", "s1", "m0", heartbeatMs, limits, TIME);
    }

    /** Takes sync and answers on one page. */
    public ClientFrame.Sync sync(Outcome outcome, String mark, Head... heads) {
        ClientFrame.Sync sync = expect(ClientFrame.Sync.class);
        send(new ServerFrame.Synced(sync.id(), outcome, List.of(heads), null, null, mark));
        return sync;
    }

    public void accept(ClientFrame.Send send, long seq) {
        send(new ServerFrame.Accepted(send.id(), send.conversation(), send.mid(), seq, TIME, null));
    }
}
