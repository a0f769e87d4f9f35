package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.AsyncApi;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server says about itself. */
@ExtendWith(SharedServer.class)
class DocumentsIT {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final RunningServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    DocumentsIT(RunningServer server) {
        this.server = server;
    }

    @Test
    void theHttpApiIsDescribed() throws Exception {
        JsonNode document = document("/openapi.json");
        assertThat(document.path("openapi").asString()).startsWith("3.");
        JsonNode paths = document.path("paths");
        for (String operation : List.of(
                "post /v1/accounts",
                "post /v1/sessions",
                "post /v1/sessions/refresh",
                "delete /v1/sessions/current",
                "get /v1/devices",
                "delete /v1/devices/{device}",
                "post /v1/conversations/direct",
                "get /v1/conversations",
                "get /v1/conversations/{conversation}/entries",
                "get /v1/conversations/{conversation}/entries/{seq}/receipts",
                "get /v1/pending",
                "post /poll",
                "get /.well-known/jwks.json")) {
            String[] parts = operation.split(" ", -1);
            JsonNode described = paths.path(parts[1]).path(parts[0]);
            assertThat(described.isMissingNode()).as(operation).isFalse();
            assertThat(described.path("summary").asString("")).as(operation).isNotBlank();
            assertThat(described.path("responses").isEmpty()).as(operation).isFalse();
        }
    }

    @Test
    void theSocketIsDescribedByTheProtocolsOwnDocument() throws Exception {
        JsonNode document = document("/asyncapi.json");
        assertThat(document).isEqualTo(MAPPER.readTree(AsyncApi.json()));
        assertThat(document.path("asyncapi").asString()).startsWith("3.");
    }

    @Test
    void theKeysThatTokensAreCheckedWithArePublicAndHoldNoSecret() throws Exception {
        JsonNode keys = document("/.well-known/jwks.json").path("keys");
        assertThat(keys.isEmpty()).isFalse();
        keys.forEach(key -> {
            assertThat(key.path("kid").asString("")).isNotBlank();
            assertThat(key.has("d")).as("a private part").isFalse();
        });
    }

    @Test
    void theServerSaysThatItIsWell() throws Exception {
        assertThat(document("/actuator/health").path("status").asString()).isEqualTo("UP");
    }

    private JsonNode document(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).contains("json");
        return MAPPER.readTree(response.body());
    }
}
