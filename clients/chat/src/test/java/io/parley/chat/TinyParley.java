package io.parley.chat;

import io.parley.client.script.Peer;
import io.parley.client.script.ScriptedHttp;
import io.parley.client.script.ScriptedHttp.Answer;
import io.parley.client.script.ScriptedServer;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.LifecycleException;
import org.jspecify.annotations.Nullable;

/** Alice and bob, their conversation, and a server that knows nothing else. */
final class TinyParley implements AutoCloseable {
    private static final String MEMBERS = "[{\"user\":\"u-alice\",\"handle\":\"alice\",\"name\":\"Alice\"},"
            + "{\"user\":\"u-bob\",\"handle\":\"bob\",\"name\":\"Bob\"}]";

    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<String> registered = new CopyOnWriteArrayList<>();
    final AtomicInteger logIns = new AtomicInteger();
    final List<ClientFrame.Send> sends = new CopyOnWriteArrayList<>();
    volatile boolean answersSends = true;
    private final AtomicLong seq = new AtomicLong();
    private final ScriptedServer server;
    private final URI uri;

    TinyParley(Path folder) {
        server = ScriptedServer.start(folder, this::converse);
        uri = server.uri();
        String tokens =
                "{\"accessToken\":\"a\",\"refreshToken\":\"r\",\"expiresIn\":900,\"user\":\"u-alice\",\"device\":\"d\"}";
        ScriptedHttp http = server.http();
        http.on("POST /v1/accounts", question -> {
            registered.add(question.body());
            return new Answer(201, "{\"user\":\"u-alice\"}");
        });
        http.on("POST /v1/sessions", question -> {
            if (registered.isEmpty())
                return ScriptedHttp.problem(401, "wrong_credentials", "Handle or password is wrong.");
            logIns.incrementAndGet();
            return new Answer(200, tokens);
        });
        http.on("POST /v1/sessions/refresh", question -> new Answer(200, tokens));
        http.on("DELETE /v1/sessions/current", question -> new Answer(204, null));
        http.on(
                "GET /v1/conversations",
                question -> new Answer(
                        200,
                        "{\"conversations\":[{\"conversation\":\"c1\",\"kind\":\"direct\",\"standing\":\"member\",\"size\":2,\"admin\":false,\"seq\":1,\"unread\":2,\"request\":false,\"settings\":{\"archived\":false,\"pinned\":false,\"unread\":false},\"members\":"
                                + MEMBERS
                                + ",\"last\":{\"seq\":1,\"kind\":\"message\",\"from\":\"u-bob\",\"body\":\"see \\u001b[31myou\",\"time\":\"2026-11-24T10:15:30Z\"}}]}"));
        http.on(
                "POST /v1/conversations/direct",
                question -> question.body().contains("bob")
                        ? new Answer(200, "{\"conversation\":\"c1\",\"members\":" + MEMBERS + "}")
                        : ScriptedHttp.problem(404, "unknown_handle", "Nobody has that handle."));
    }

    /** Whatever is asked of that method and path is told apart, and answered with a body, or without one. */
    List<String> asked(String methodAndPath, @Nullable String answer) {
        List<String> bodies = new CopyOnWriteArrayList<>();
        server.http().on(methodAndPath, question -> {
            bodies.add(question.body());
            return new Answer(answer == null ? 204 : 200, answer);
        });
        return bodies;
    }

    URI uri() {
        return uri;
    }

    private void converse(Peer peer) {
        peer.script(frame -> {
            switch (frame) {
                case ClientFrame.Hello hello -> peer.send(Peer.welcome(hello.id(), "u-alice", 60_000));
                case ClientFrame.Sync sync ->
                    peer.send(new ServerFrame.Synced(sync.id(), Outcome.COMPLETE, List.of(), null, null, "m1"));
                case ClientFrame.Send send -> {
                    if (!answersSends) return;
                    bodies.add(send.body());
                    sends.add(send);
                    peer.accept(send, seq.getAndIncrement());
                }
                case ClientFrame.Auth auth -> peer.send(new ServerFrame.Ok(auth.id()));
                case ClientFrame.History history ->
                    peer.send(new ServerFrame.Messages(history.id(), history.conversation(), List.of(), false));
                case ClientFrame.Delivered delivered -> {}
                case ClientFrame.Read read -> {}
                case ClientFrame.Typing typing -> {}
                case ClientFrame.Watch watch -> peer.send(new ServerFrame.Ok(watch.id()));
                case ClientFrame.Pong pong -> {}
            }
        });
    }

    @Override
    public void close() throws LifecycleException {
        server.close();
    }
}
