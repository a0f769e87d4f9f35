package io.parley.torture.load;

import io.parley.client.ParleyClient;
import io.parley.client.http.ParleyHttp;
import io.parley.client.http.Tokens;
import java.util.List;
import java.util.stream.IntStream;

/** Somebody who is logged in on some devices. */
public record Person(ParleyClient client, String handle, List<Tokens> logIns) {
    static final String PASSWORD = "a password under torture";

    static Person register(ParleyClient client, String handle, int devices) {
        ParleyHttp http = client.http();
        http.register(handle, PASSWORD, null);
        List<Tokens> logIns = IntStream.range(0, devices)
                .mapToObj(any -> http.logIn(handle, PASSWORD))
                .toList();
        return new Person(client, handle, logIns);
    }

    public String user() {
        return logIns.getFirst().user();
    }

    public String token() {
        return logIns.getFirst().accessToken();
    }

    public ParleyHttp http() {
        return client.http();
    }
}
