package io.parley.client.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.client.ParleyClient;
import io.parley.client.script.Peer;
import io.parley.client.script.ScriptedServer;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final List<ServerFrame> pushed = new CopyOnWriteArrayList<>();
    private final List<Integer> closed = new CopyOnWriteArrayList<>();
    private ScriptedServer server;
    private Connection connection;
    private Peer peer;

    @BeforeEach
    void connect() {
        server = ScriptedServer.start(folder);
        connection = open().join();
        peer = server.peer();
    }

    private CompletableFuture<Connection> open() {
        ConnectionHandler handler = new ConnectionHandler() {
            @Override
            public CompletionStage<?> onPush(ServerFrame frame) {
                pushed.add(frame);
                return DONE;
            }

            @Override
            public void onClose(int code, String reason) {
                closed.add(code);
            }
        };
        return ParleyClient.at(server.uri()).connect(handler, FrameObserver.NONE);
    }

    @AfterEach
    void stop() throws Exception {
        connection.abort();
        server.close();
    }

    @Test
    void repliesFindTheirRequestsInAnyOrder() {
        CompletableFuture<ServerFrame> one = connection.request(id -> new ClientFrame.Auth(id, "a"));
        CompletableFuture<ServerFrame> two = connection.request(id -> new ClientFrame.Auth(id, "b"));
        String first = peer.expect(ClientFrame.Auth.class).id();
        String second = peer.expect(ClientFrame.Auth.class).id();
        peer.send(new ServerFrame.Ok(second));
        peer.send(new ServerFrame.Ok(first));
        assertThat(two).succeedsWithin(SOON).isEqualTo(new ServerFrame.Ok(second));
        assertThat(one).succeedsWithin(SOON).isEqualTo(new ServerFrame.Ok(first));
        assertThat(pushed).isEmpty();
    }

    @Test
    void framesGoOutInTheOrderOfTheCallsHoweverFastTheyCome() {
        LongStream.range(0, 500)
                .forEach(seq -> assertThat(connection.send(new ClientFrame.Delivered("c", seq)))
                        .isNotCompletedExceptionally());
        List<Long> arrived = new ArrayList<>();
        for (int i = 0; i < 500; i++)
            arrived.add(peer.expect(ClientFrame.Delivered.class).upTo());
        assertThat(arrived).isEqualTo(LongStream.range(0, 500).boxed().toList());
    }

    @Test
    void pingsAreAnsweredAndShown() {
        peer.send(new ServerFrame.Ping("m"));
        peer.expect(ClientFrame.Pong.class);
        await().untilAsserted(() -> assertThat(pushed).containsExactly(new ServerFrame.Ping("m")));
    }

    @Test
    void aRequestFailsAtItsDeadline() {
        assertThat(connection.request(new ClientFrame.Auth("1", "a"), Duration.ofMillis(50)))
                .failsWithin(SOON)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void openRequestsFailWhenTheConnectionEndsAndTheCodeIsTold() {
        CompletableFuture<ServerFrame> open = connection.request(id -> new ClientFrame.Auth(id, "a"));
        peer.expect(ClientFrame.Auth.class);
        peer.close(4001);
        assertThat(open)
                .failsWithin(SOON)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ConnectionLost.class);
        await().untilAsserted(() -> assertThat(closed).containsExactly(4001));
        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.request(id -> new ClientFrame.Auth(id, "a"))).isCompletedExceptionally();
    }

    @Test
    void closingIsPoliteAndToldOnce() {
        connection.close();
        connection.close();
        await().until(() -> !peer.isOpen());
        assertThat(closed).containsExactly(1000);
    }

    @Test
    void anIdIsUsedForOneOpenRequest() {
        CompletableFuture<ServerFrame> open = connection.request(new ClientFrame.Auth("1", "a"), SOON);
        assertThatThrownBy(() -> connection.request(new ClientFrame.Auth("1", "a"), SOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(open).isNotDone();
    }
}
