package io.parley.client;

import io.parley.client.http.ParleyHttp;
import io.parley.client.session.Session;
import io.parley.client.session.SessionListener;
import io.parley.client.session.SessionOptions;
import io.parley.client.session.SessionStore;
import io.parley.client.session.TokenSource;
import io.parley.client.socket.Connection;
import io.parley.client.socket.ConnectionHandler;
import io.parley.client.socket.FrameObserver;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One server, as clients see it. Thread-safe; everything made from it shares its {@link HttpClient}. */
public final class ParleyClient {
    private final HttpClient http;
    private final URI base;

    private ParleyClient(HttpClient http, URI base) {
        this.http = http;
        this.base = base;
    }

    /** @param base such as {@code http://127.0.0.1:8080} */
    public static ParleyClient at(URI base) {
        return at(
                base,
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build());
    }

    /** @param http its executor runs the handlers of all connections; two threads carry thousands */
    public static ParleyClient at(URI base, HttpClient http) {
        return new ParleyClient(http, base);
    }

    public ParleyHttp http() {
        return new ParleyHttp(http, base);
    }

    /** A bare socket, not yet greeted. */
    public CompletableFuture<Connection> connect(ConnectionHandler handler, FrameObserver observer) {
        return Connection.open(http, base, handler, observer);
    }

    /** A user who stays connected. */
    public Session session(TokenSource tokens, SessionStore store, SessionOptions options, SessionListener listener) {
        return Session.open(http, base, tokens, store, options, listener);
    }
}
