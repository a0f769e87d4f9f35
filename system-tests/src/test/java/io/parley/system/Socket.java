package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.socket.Connection;
import io.parley.client.socket.ConnectionHandler;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Direction;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Message;
import io.parley.protocol.ServerFrame.Messages;
import io.parley.protocol.ServerFrame.Receipt;
import io.parley.protocol.ServerFrame.Synced;
import io.parley.protocol.ServerFrame.Watermark;
import io.parley.protocol.ServerFrame.Welcome;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One connection as a client author would drive it by hand; keeps all that is pushed. */
final class Socket implements ConnectionHandler, AutoCloseable {
    private static final FrameCodec CODEC = new FrameCodec();

    private final List<ServerFrame> pushes = new CopyOnWriteArrayList<>();
    private final List<ServerFrame.Error> errors = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Connection connection;

    private Socket(RunningServer server) {
        connection = Deadline.get(server.client().connect(this, this::crossed));
    }

    private void crossed(Direction direction, String json) {
        FramesChecked.OBSERVER.frame(direction, json);
        if (direction == Direction.SERVER_TO_CLIENT
                && CODEC.decodeServer(json).orElse(null) instanceof ServerFrame.Error error) {
            errors.add(error);
        }
    }

    /** Not yet greeted. */
    static Socket open(RunningServer server) {
        return new Socket(server);
    }

    Welcome greet(String token) {
        return (Welcome) ask(id -> new ClientFrame.Hello(id, token, null, null, "system-tests"));
    }

    /** The one reply, which may be an error. */
    ServerFrame ask(Function<String, ? extends ClientFrame.Request> frame) {
        return Deadline.get(request(frame));
    }

    CompletableFuture<ServerFrame> request(Function<String, ? extends ClientFrame.Request> frame) {
        return connection.request(frame);
    }

    ServerFrame.Error askInVain(Function<String, ? extends ClientFrame.Request> frame) {
        return (ServerFrame.Error) ask(frame);
    }

    void tell(ClientFrame frame) {
        Deadline.get(connection.send(frame));
    }

    /**
     * Sends what no client should, and waits for the error that answers it.
     *
     * @param id of the frame; null where it has none that can be answered
     */
    ServerFrame.Error refused(String frame, @Nullable String id) {
        FramesChecked.expectBad(frame);
        int before = errors.size();
        Deadline.get(connection.sendRaw(frame));
        return await().until(
                        () -> errors.stream()
                                .skip(before)
                                .filter(error -> Objects.equals(error.re(), id))
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    /** The errors that came so far, answers or not. */
    List<ServerFrame.Error> errors() {
        return List.copyOf(errors);
    }

    CompletableFuture<ServerFrame> sending(String conversation, UUID mid, @Nullable UUID after, String body) {
        return request(id -> new ClientFrame.Send(id, conversation, mid, after, body));
    }

    ServerFrame send(String conversation, UUID mid, @Nullable UUID after, String body) {
        return Deadline.get(sending(conversation, mid, after, body));
    }

    Accepted accepted(String conversation, UUID mid, @Nullable UUID after, String body) {
        return (Accepted) send(conversation, mid, after, body);
    }

    /** A message that does not chain. */
    Accepted say(String conversation, String body) {
        return accepted(conversation, UUID.randomUUID(), null, body);
    }

    /** A change to an earlier message, which does not chain; the answer may be an error. */
    ServerFrame change(String conversation, ClientFrame.Kind kind, long target, String body) {
        UUID mid = UUID.randomUUID();
        return ask(id -> new ClientFrame.Send(id, conversation, mid, null, kind, target, body, null, null, null));
    }

    Accepted changed(String conversation, ClientFrame.Kind kind, long target, String body) {
        return (Accepted) change(conversation, kind, target, body);
    }

    Synced sync(@Nullable String mark) {
        return (Synced) ask(id -> new ClientFrame.Sync(id, mark, null));
    }

    /** After a crash the views may be behind a mark for a moment, and the answer is {@code unavailable} until they are not. */
    Synced syncOnceViewsHave(String mark) {
        ServerFrame[] answer = new ServerFrame[1];
        await().until(() -> {
            answer[0] = ask(id -> new ClientFrame.Sync(id, mark, null));
            return !(answer[0] instanceof ServerFrame.Error error
                    && error.code().equals(ErrorCode.UNAVAILABLE.code()));
        });
        return (Synced) answer[0];
    }

    Messages history(String conversation, @Nullable Long before, @Nullable Long after, @Nullable Integer limit) {
        return (Messages) ask(id -> new ClientFrame.History(id, conversation, before, after, limit));
    }

    void delivered(String conversation, long upTo) {
        tell(new ClientFrame.Delivered(conversation, upTo));
    }

    void read(String conversation, long upTo) {
        tell(new ClientFrame.Read(conversation, upTo));
    }

    List<ServerFrame> pushes() {
        return List.copyOf(pushes);
    }

    <T extends ServerFrame> List<T> pushes(Class<T> type) {
        return pushes.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The first push of that kind, which may have come already. */
    <T extends ServerFrame> T pushed(Class<T> type, Predicate<T> wanted) {
        return await().until(() -> pushes(type).stream().filter(wanted).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    Message message(UUID mid) {
        return pushed(Message.class, message -> mid.equals(message.mid()));
    }

    Message message(String conversation, long seq) {
        return pushed(Message.class, message -> message.conversation().equals(conversation) && message.seq() == seq);
    }

    /** Waits for a receipt that shows that member at least that far. */
    Watermark receipt(String conversation, String member, long delivered, long read) {
        return await().until(
                        () -> pushes(Receipt.class).stream()
                                .filter(receipt -> receipt.conversation().equals(conversation))
                                .flatMap(receipt -> receipt.members().stream())
                                .filter(mark -> mark.user().equals(member))
                                .filter(mark -> mark.delivered() >= delivered && mark.read() >= read)
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    int closeCode() {
        return Deadline.get(closed);
    }

    void assertClosedWith(int code) {
        assertThat(closeCode()).isEqualTo(code);
    }

    /** Without a word, as a network does it. */
    void drop() {
        connection.abort();
    }

    @Override
    public CompletionStage<?> onPush(ServerFrame frame) {
        pushes.add(frame);
        return DONE;
    }

    @Override
    public void onClose(int code, String reason) {
        closed.complete(code);
    }

    @Override
    public void close() {
        connection.close();
    }
}
