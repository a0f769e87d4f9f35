package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.http.ParleyHttp;
import io.parley.client.http.Tokens;
import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.RefreshingTokens;
import io.parley.client.session.Session;
import io.parley.client.session.SessionOptions;
import io.parley.protocol.ServerFrame.Accepted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Any process of a whole installation may be killed at any moment: nothing that was accepted is lost, doubled or reordered. */
@ExtendWith(AxonServerGiven.class)
class ProductionIT {
    private static final String PASSWORD = "correct horse battery staple";
    private static final int PAIRS = 3;
    private static final Duration REST_WITHIN = Duration.ofMinutes(2);
    private static final Duration BETWEEN_SENDS = Duration.ofMillis(150);

    private record Person(String handle, Tokens tokens, ParleyHttp http, Received told, Session session) {}

    private static Person connect(Production production, String name, String edge) {
        ParleyHttp http = production.client("http-1").http();
        String handle = name + '-' + UUID.randomUUID().toString().substring(0, 13);
        http.register(handle, PASSWORD, name);
        Tokens tokens = http.logIn(handle, PASSWORD);
        Received told = new Received();
        SessionOptions options =
                SessionOptions.defaults("production").withBackoff(Duration.ofMillis(100), Duration.ofSeconds(1));
        Session session = production
                .client(edge)
                .session(RefreshingTokens.of(http, tokens, kept -> {}), new MemorySessionStore(), options, told);
        return new Person(handle, tokens, http, told, session);
    }

    private record Pair(
            Person sender,
            Person receiver,
            String conversation,
            List<String> sent,
            List<CompletableFuture<Accepted>> answers) {
        static Pair of(Production production, int number) {
            Person sender = connect(production, "from" + number, "edge-1");
            Person receiver = connect(production, "to" + number, "edge-2");
            String conversation = sender.http()
                    .direct(sender.tokens().accessToken(), receiver.handle())
                    .conversation();
            return new Pair(sender, receiver, conversation, new ArrayList<>(), new ArrayList<>());
        }

        void send(String body) {
            sent.add(body);
            answers.add(sender.session().send(conversation, body));
        }

        /** Whatever is still under way; empty where nothing is. */
        String underWay() {
            long answered = answers.stream().filter(CompletableFuture::isDone).count();
            int received = receiver.told().bodies(conversation).size();
            int shown = sender.told().bodies(conversation).size();
            return answered == sent.size() && received >= sent.size() && shown >= sent.size()
                    ? ""
                    : conversation + ": of " + sent.size() + " sent " + answered + " answered, " + received
                            + " received, " + shown + " shown to the sender; "
                            + sender.session().state() + ", "
                            + receiver.session().state();
        }
    }

    @Test
    void everyProcessIsKilledInMidLoad(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        try (Production production = new Production(folder, AxonServerGiven.address())) {
            List<Pair> pairs = IntStream.range(0, PAIRS)
                    .mapToObj(number -> Pair.of(production, number))
                    .toList();
            AtomicBoolean more = new AtomicBoolean(true);
            Thread load = Thread.ofVirtual().start(() -> {
                for (int number = 0; more.get(); number++) {
                    for (Pair pair : pairs) {
                        pair.send("message " + number);
                    }
                    pause();
                }
            });
            for (String name : production.names()) {
                production.killAndStart(name);
            }
            more.set(false);
            load.join();
            Deadline.await()
                    .atMost(REST_WITHIN)
                    .untilAsserted(
                            () -> assertThat(pairs.stream().map(Pair::underWay)).containsOnly(""));

            for (Pair pair : pairs) {
                assertThat(pair.answers())
                        .allSatisfy(answer -> assertThat(answer).isCompleted());
                assertThat(pair.receiver().told().bodies(pair.conversation())).isEqualTo(pair.sent());
                assertThat(pair.sender().told().bodies(pair.conversation())).isEqualTo(pair.sent());
                assertThat(stored(production, pair)).isEqualTo(pair.sent());
                pair.receiver().session().read(pair.conversation(), pair.sent().size());
                Deadline.await()
                        .until(
                                () -> pair
                                        .sender()
                                        .told()
                                        .watermarks(
                                                pair.conversation(),
                                                pair.receiver().tokens().user())
                                        .stream()
                                        .anyMatch(mark ->
                                                mark.read() == pair.sent().size()));
                pair.sender().session().close();
                pair.receiver().session().close();
            }
            System.out.println("ProductionIT: "
                    + pairs.stream().mapToInt(pair -> pair.sent().size()).sum()
                    + " messages while " + production.names().size() + " processes were killed, one after the other");
        }
    }

    private static List<String> stored(Production production, Pair pair) {
        ParleyHttp http = production.client("http-2").http();
        List<String> bodies = new ArrayList<>();
        long after = 0;
        while (bodies.size() < pair.sent().size()) {
            var page = http.entriesAfter(pair.sender().tokens().accessToken(), pair.conversation(), after, 100);
            page.entries().forEach(entry -> bodies.add(entry.body()));
            after = page.entries().getLast().seq();
        }
        return bodies;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_SENDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
