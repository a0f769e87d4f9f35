package io.parley.server.edges;

import io.parley.client.ParleyClient;
import io.parley.client.http.Tokens;
import java.util.UUID;

/** Somebody with an account, on one device. */
record Person(String handle, Tokens tokens) {
    private static final String PASSWORD = "correct horse battery staple";

    /** With a handle that nobody else has. */
    static Person register(ParleyClient at, String name) {
        String handle = name + "-" + UUID.randomUUID().toString().substring(0, 13);
        at.http().register(handle, PASSWORD, name);
        return new Person(handle, at.http().logIn(handle, PASSWORD));
    }

    Person onAnotherDevice(ParleyClient at) {
        return new Person(handle, at.http().logIn(handle, PASSWORD));
    }

    String user() {
        return tokens.user();
    }
}
