package io.parley.client.session;

import io.parley.client.http.ParleyProblem;
import io.parley.client.socket.Connection;
import io.parley.client.socket.ConnectionHandler;
import io.parley.client.socket.ConnectionLost;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseCode;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.ServerFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one greeted connection, for as long as that makes sense. Everything happens on the lane. What belongs to an earlier attempt
 * is told by its number and ignored.
 */
final class Link {
    private final HttpClient http;
    private final URI base;
    private final AsyncTokens tokens;
    private final SessionOptions options;
    private final Lane lane;
    private final Events events;
    private final Backoff backoff;
    private SessionState state = SessionState.CONNECTING;
    private int attempt;
    private boolean renew;
    private @Nullable Connection greeted;
    private @Nullable Connection opening;

    /** What the session hears; on the lane. */
    interface Events {
        @Nullable
        String mark();

        void greeted(ServerFrame.Welcome welcome);

        void pushed(ServerFrame frame);

        void state(SessionState state);
    }

    Link(HttpClient http, URI base, TokenSource source, SessionOptions options, Lane lane, Events events) {
        this.http = http;
        this.base = base;
        this.tokens = new AsyncTokens(source, lane);
        this.options = options;
        this.lane = lane;
        this.events = events;
        this.backoff = new Backoff(options.backoffBase(), options.backoffCap(), new SplittableRandom());
    }

    void start() {
        events.state(state);
        connect();
    }

    boolean isGreeted() {
        return greeted != null;
    }

    /** The connection has proved to be good: the next failure counts as the first. */
    void settled() {
        backoff.reset();
    }

    /** Calls back on the lane, once, later. An answer that does not come in time costs the connection. */
    void request(
            Function<String, ? extends ClientFrame.Request> frame,
            BiConsumer<@Nullable ServerFrame, @Nullable Throwable> answered) {
        Connection on = greeted;
        if (on == null) {
            lane.execute(() -> answered.accept(null, new ConnectionLost("There is no connection.")));
            return;
        }
        request(on, frame, answered);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the answer is told to the caller
    private void request(
            Connection on,
            Function<String, ? extends ClientFrame.Request> frame,
            BiConsumer<@Nullable ServerFrame, @Nullable Throwable> answered) {
        on.request(frame.apply(on.nextId()), options.answerWithin())
                .whenCompleteAsync(
                        (reply, failure) -> {
                            if (failure instanceof TimeoutException) on.abort();
                            answered.accept(reply, failure);
                        },
                        lane);
    }

    CompletableFuture<Void> tell(ClientFrame frame) {
        Connection on = greeted;
        return on == null
                ? CompletableFuture.failedFuture(new ConnectionLost("There is no connection."))
                : on.send(frame);
    }

    /** Gives the connection up and makes another one, after a wait. */
    void distrust() {
        if (greeted != null) greeted.abort();
    }

    void moveWithin(long withinMs) {
        int mine = attempt;
        lane.later(Duration.ofMillis(ThreadLocalRandom.current().nextLong(withinMs + 1)), () -> {
            if (mine != attempt || state.isFinal()) return;
            drop(true);
            become(SessionState.RECONNECTING);
            connect();
        });
    }

    void close() {
        finish(SessionState.CLOSED);
    }

    private void connect() {
        int mine = ++attempt;
        boolean refresh = renew;
        tokens.get(
                refresh,
                token -> ifCurrent(mine, () -> open(mine, token)),
                problem -> ifCurrent(mine, () -> noToken(problem)));
    }

    private void ifCurrent(int mine, Runnable step) {
        if (mine == attempt && !state.isFinal()) step.run();
    }

    private void noToken(ParleyProblem problem) {
        if (problem.retryable()) retry();
        else finish(SessionState.LOGGED_OUT);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are handled
    private void open(int mine, AccessToken token) {
        renew = false;
        Connection.open(http, base, new Handler(mine), options.observer())
                .whenCompleteAsync(
                        (connection, failure) -> {
                            if (mine != attempt || state.isFinal()) {
                                if (connection != null) connection.abort();
                            } else if (failure != null) {
                                retry();
                            } else {
                                hello(mine, connection, token);
                            }
                        },
                        lane);
    }

    private void hello(int mine, Connection connection, AccessToken token) {
        opening = connection;
        request(
                connection,
                id -> new ClientFrame.Hello(id, token.value(), null, events.mark(), options.client()),
                (reply, failure) -> ifCurrent(mine, () -> {
                    switch (reply) {
                        case null -> awaitTheClose();
                        case ServerFrame.Welcome welcome -> welcomed(mine, connection, welcome, token);
                        case ServerFrame.Error error -> unwelcome(error);
                        default -> retry();
                    }
                }));
    }

    /** A request fails without an answer only when its connection ends, and what comes of that depends on the close code. */
    private void awaitTheClose() {}

    private void welcomed(int mine, Connection connection, ServerFrame.Welcome welcome, AccessToken token) {
        opening = null;
        greeted = connection;
        new SilenceWatch(connection, Duration.ofMillis(welcome.heartbeatMs()), lane).start();
        renewBefore(mine, token);
        events.greeted(welcome);
        become(SessionState.CONNECTED);
    }

    private void unwelcome(ServerFrame.Error error) {
        if (is(error, ErrorCode.DEVICE_REVOKED) || is(error, ErrorCode.DEVICE_EXPIRED)) {
            finish(SessionState.LOGGED_OUT);
        } else if (is(error, ErrorCode.BAD_FRAME)
                || is(error, ErrorCode.BAD_JSON)
                || is(error, ErrorCode.UNKNOWN_TYPE)) {
            finish(SessionState.REFUSED);
        } else {
            renew = !error.retryable();
            retry();
        }
    }

    private static boolean is(ServerFrame.Error error, ErrorCode code) {
        return error.code().equals(code.code());
    }

    private void renewBefore(int mine, AccessToken token) {
        lane.later(
                tokens.untilRenewal(token, options.refreshBefore()),
                () -> ifCurrent(mine, () -> renewNow(mine, token)));
    }

    private void renewNow(int mine, AccessToken old) {
        tokens.get(
                true,
                token -> ifCurrent(
                        mine,
                        () -> request(id -> new ClientFrame.Auth(id, token.value()), (reply, failure) -> {
                            if (reply instanceof ServerFrame.Ok) renewBefore(mine, token);
                            else if (reply != null) distrust();
                        })),
                problem -> ifCurrent(mine, () -> {
                    if (problem.retryable()) renewBefore(mine, old);
                    else finish(SessionState.LOGGED_OUT);
                }));
    }

    private void lost(int code) {
        greeted = null;
        opening = null;
        if (code == CloseCode.LOGGED_OUT.code()) {
            finish(SessionState.LOGGED_OUT);
        } else if (code >= 4200 && code < 4300) {
            finish(SessionState.REFUSED);
        } else {
            renew |= code >= 4100 && code < 4200;
            retry();
        }
    }

    private void retry() {
        drop(false);
        become(SessionState.RECONNECTING);
        int mine = ++attempt;
        lane.later(backoff.next(), () -> ifCurrent(mine, this::connect));
    }

    private void finish(SessionState last) {
        if (state.isFinal()) return;
        attempt++;
        drop(true);
        become(last);
    }

    private void drop(boolean politely) {
        Connection on = greeted != null ? greeted : opening;
        greeted = null;
        opening = null;
        if (on == null) return;
        if (politely) on.close();
        else on.abort();
    }

    private void become(SessionState next) {
        if (state == next) return;
        state = next;
        events.state(next);
    }

    private final class Handler implements ConnectionHandler {
        private final int mine;

        Handler(int mine) {
            this.mine = mine;
        }

        @Override
        public CompletionStage<?> onPush(ServerFrame frame) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            lane.execute(() -> {
                try {
                    ifCurrent(mine, () -> events.pushed(frame));
                } finally {
                    done.complete(null);
                }
            });
            return done;
        }

        @Override
        public void onClose(int code, String reason) {
            lane.execute(() -> ifCurrent(mine, () -> lost(code)));
        }
    }
}
