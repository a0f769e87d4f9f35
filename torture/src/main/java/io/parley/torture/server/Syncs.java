package io.parley.torture.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A kill leaves what the system has not yet written, so that events are synced has to be asked. */
public final class Syncs {
    private static final String METRIC = "parley_events_syncs_total ";
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private Syncs() {}

    /** Syncs of the event log since the server's start. */
    public static double of(URI server) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/actuator/prometheus"))
                    .timeout(WITHIN)
                    .build();
            return http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(METRIC))
                    .mapToDouble(line -> Double.parseDouble(line.substring(METRIC.length())))
                    .sum();
        }
    }
}
