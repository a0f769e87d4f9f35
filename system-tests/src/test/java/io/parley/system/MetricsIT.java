package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.protocol.ServerFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a server answers whoever watches it. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class MetricsIT {
    private static final Pattern TYPE = Pattern.compile("^# TYPE (parley_\\w+) (\\w+)$");
    private static final Pattern SAMPLE = Pattern.compile("^(parley_\\w+)(?:\\{(.*)})? (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final RunningServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    MetricsIT(RunningServer server) {
        this.server = server;
    }

    private record Sample(String name, Map<String, String> labels, double value) {}

    /** @param types by metric */
    private record Scrape(Map<String, String> types, List<Sample> samples) {
        double value(String name, String... labelAndValue) {
            return samples.stream()
                    .filter(sample -> sample.name().equals(name)
                            && (labelAndValue.length == 0
                                    || labelAndValue[1].equals(sample.labels().get(labelAndValue[0]))))
                    .mapToDouble(Sample::value)
                    .sum();
        }

        /** Without the largest values of histograms, which are gauges of their own. */
        Map<String, MetricsPage.Metric> metrics() {
            Map<String, MetricsPage.Metric> metrics = new TreeMap<>();
            types.forEach((name, type) -> {
                if (!name.endsWith("_max") || !"histogram".equals(types.get(name.replaceFirst("_max$", "")))) {
                    metrics.put(name, new MetricsPage.Metric(type, labels(name)));
                }
            });
            return metrics;
        }

        private Set<String> labels(String metric) {
            Set<String> labels = new TreeSet<>();
            samples.stream()
                    .filter(sample -> sample.name()
                                    .replaceFirst("_(bucket|count|sum)$", "")
                                    .equals(metric)
                            || sample.name().equals(metric))
                    .forEach(sample -> labels.addAll(sample.labels().keySet()));
            labels.remove("le");
            return labels;
        }
    }

    private Scrape scrape() {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/actuator/prometheus"))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the server was scraped", e);
        }
        assertThat(response.statusCode()).isEqualTo(200);
        Map<String, String> types = new TreeMap<>();
        List<Sample> samples = new ArrayList<>();
        response.body().lines().forEach(line -> {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (sample.matches()) {
                samples.add(new Sample(sample.group(1), labels(sample.group(2)), Double.parseDouble(sample.group(3))));
            }
        });
        return new Scrape(types, samples);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return labels;
    }

    @Test
    void thePageSaysWhatThereIs() throws IOException {
        assertThat(scrape().metrics())
                .isNotEmpty()
                .containsExactlyInAnyOrderEntriesOf(MetricsPage.read().metrics());
    }

    @Test
    void aMessageIsCountedAllTheWay() {
        Person alice = Person.register(server, "alice");
        Person bob = Person.register(server, "bob");
        String talk = alice.with(bob);
        Scrape before = scrape();

        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            UUID mid = UUID.randomUUID();
            a.accepted(talk, mid, null, "hello");
            assertThat(a.accepted(talk, mid, null, "hello").duplicate()).isTrue();
            assertThat(a.send(talk, UUID.randomUUID(), UUID.randomUUID(), "lost"))
                    .isInstanceOf(ServerFrame.Error.class);
            a.refused("hello", null);
            b.message(mid);

            Scrape after = scrape();
            assertThat(after.value("parley_sessions", "transport", "websocket")).isGreaterThanOrEqualTo(2);
            assertRisen(before, after, 2, "parley_send_seconds_count");
            assertRisen(before, after, 1, "parley_sends_repeated_total");
            assertRisen(before, after, 1, "parley_sends_refused_total", "code", "out_of_order");
            assertRisen(before, after, 3, "parley_frames_received_total", "type", "send");
            assertRisen(before, after, 2, "parley_frames_received_total", "type", "hello");
            assertRisen(before, after, 1, "parley_frames_rejected_total");
            assertRisen(before, after, 2, "parley_frames_sent_total", "type", "accepted");
            assertRisen(before, after, 1, "parley_frames_sent_total", "type", "message");
            assertRisen(before, after, 1, "parley_announcements_sent_total");
            assertRisen(before, after, 1, "parley_announcements_received_total");
        }
    }

    private static void assertRisen(Scrape before, Scrape after, int by, String name, String... label) {
        assertThat(after.value(name, label) - before.value(name, label))
                .as("%s %s", name, List.of(label))
                .isGreaterThanOrEqualTo(by);
    }

    /** Probes and scrapers have no other name for a process than its address. */
    @Test
    void aProcessCanBeWatchedByItsAddress() throws IOException {
        for (String probe : List.of("prometheus", "health/liveness", "health/readiness")) {
            assertThat(status("/actuator/" + probe, "10.1.2.3:8080")).isEqualTo(200);
            assertThat(status("/actuator/" + probe, "[fd00::7]:8080")).isEqualTo(200);
            assertThat(status("/actuator/" + probe, "rebound.example")).isEqualTo(421);
        }
        assertThat(status("/v1/conversations", "10.1.2.3:8080")).isEqualTo(421);
    }

    private int status(String path, String host) throws IOException {
        try (java.net.Socket socket =
                new java.net.Socket(server.url().getHost(), server.url().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    @Test
    void aCloseByTheServerIsCountedByItsCode() {
        double before = scrape().value("parley_sessions_closed_total", "code", "4200");
        try (Socket stranger = Socket.open(server)) {
            stranger.refused("hello", null);
            stranger.assertClosedWith(4200);
        }
        await().untilAsserted(() -> assertThat(scrape().value("parley_sessions_closed_total", "code", "4200"))
                .isGreaterThan(before));
    }

    @Test
    void groupsThatHaveNothingToDoAreNotBehind() {
        await().untilAsserted(() -> {
            Scrape now = scrape();
            assertThat(now.value("parley_projections_lag_events", "group", "accounts"))
                    .isLessThan(now.value("parley_events_head"));
            assertThat(now.samples())
                    .filteredOn(sample -> sample.name().equals("parley_projections_segments"))
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(sample -> assertThat(sample.value()).isPositive());
        });
    }
}
