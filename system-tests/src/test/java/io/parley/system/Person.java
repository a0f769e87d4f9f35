package io.parley.system;

import io.parley.client.http.ParleyHttp;
import io.parley.client.http.Tokens;
import io.parley.client.session.RefreshingTokens;
import io.parley.client.session.Session;
import io.parley.client.session.SessionListener;
import io.parley.client.session.SessionOptions;
import io.parley.client.session.SessionStore;
import java.time.Duration;
import java.util.UUID;

/** Somebody with an account, on one device. */
record Person(RunningServer server, String handle, Tokens tokens) {
    static final String PASSWORD = "correct horse battery staple";

    /** With a handle that nobody else has. */
    static Person register(RunningServer server, String name) {
        String handle = name + "-" + UUID.randomUUID().toString().substring(0, 13);
        server.http().register(handle, PASSWORD, name);
        return new Person(server, handle, server.http().logIn(handle, PASSWORD));
    }

    static Person registerAs(RunningServer server, String handle) {
        server.http().register(handle, PASSWORD, handle);
        return new Person(server, handle, server.http().logIn(handle, PASSWORD));
    }

    Person onAnotherDevice() {
        return new Person(server, handle, http().logIn(handle, PASSWORD));
    }

    /** Logged in again on the same device. */
    Person again() {
        return new Person(server, handle, http().logIn(handle, PASSWORD, device(), null));
    }

    /** The same log-in, on a server that has its account. */
    Person on(RunningServer other) {
        return new Person(other, handle, tokens);
    }

    String user() {
        return tokens.user();
    }

    String device() {
        return tokens.device();
    }

    String token() {
        return tokens.accessToken();
    }

    ParleyHttp http() {
        return server.http();
    }

    /** The id of the conversation with somebody. */
    String with(Person other) {
        return http().direct(token(), other.handle()).conversation();
    }

    /** A greeted socket. */
    Socket connect() {
        Socket socket = Socket.open(server);
        socket.greet(token());
        return socket;
    }

    Session session(SessionStore store, SessionListener listener) {
        SessionOptions options = SessionOptions.defaults("system-tests")
                .withBackoff(Duration.ofMillis(50), Duration.ofMillis(500))
                .withObserver(FramesChecked.OBSERVER);
        return server.client().session(RefreshingTokens.of(http(), tokens, kept -> {}), store, options, listener);
    }
}
