package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.client.session.SessionListener;
import io.parley.client.session.SessionState;
import io.parley.protocol.CloseCode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An edge to which far more come at once than it looks at in time. */
@ExtendWith(FramesChecked.class)
class StormIT {
    private static final int DEVICES = 60;
    private static final Pattern TURNED_AWAY =
            Pattern.compile("^parley_hellos_turned_away_total [1-9]", Pattern.MULTILINE);
    private static final Pattern BUSY = Pattern.compile(
            "^parley_sessions_closed_total\\{code=\"" + CloseCode.BUSY.code() + "\"} [1-9]", Pattern.MULTILINE);

    @Test
    void whoeverIsTurnedAwayComesBackUntilEverybodyIsIn(@TempDir Path folder) throws Exception {
        try (RunningServer server =
                RunningServer.up(folder, "parley.edge.hellos-at-once=1", "parley.edge.hello-turn=2ms")) {
            Person alice = Person.register(server, "alice");
            List<Session> sessions = IntStream.range(0, DEVICES)
                    .parallel()
                    .mapToObj(i -> alice.session(new MemorySessionStore(), new SessionListener() {}))
                    .toList();
            await().untilAsserted(
                            () -> assertThat(sessions).allMatch(session -> session.state() == SessionState.CONNECTED));

            String metrics = metrics(server);
            assertThat(TURNED_AWAY.matcher(metrics)).matches(Matcher::find);
            assertThat(BUSY.matcher(metrics)).matches(Matcher::find);
            sessions.forEach(Session::close);
        }
    }

    private static String metrics(RunningServer server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/actuator/prometheus"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
