package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each role is a server of its own. */
class RolesIT {
    @ParameterizedTest
    @ValueSource(strings = {"command-side", "query-side", "projections", "socket-edge", "asset-service"})
    void aRoleBootsAlone(String role, @TempDir Path folder) throws Exception {
        bootsAlone(role, folder);
    }

    @Test
    void theReceiptsAreAProcessOfTheirOwn(@TempDir Path folder) throws Exception {
        bootsAlone("projections", folder, "--set", "parley.projections.groups=receipts");
    }

    private static void bootsAlone(String role, Path folder, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("serve", "--roles", role, "--port", "0"));
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        arguments.addAll(List.of(options));
        GivenKeys.into(folder.resolve("data"));
        ServerProcess server = ServerProcess.start(folder, arguments);
        try {
            URI url = RunningServer.awaitUp(server);
            assertThat(server.out()).contains(role);
            HttpResponse<String> health = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(url.resolve("/actuator/health"))
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(health.body()).contains("\"status\":\"UP\"");
            ServerProcess.Ended ended = server.stop();
            assertThat(ended.exit()).isIn(0, 143);
            assertThat(ended.out() + ended.err()).doesNotContain("\tat ", "ERROR");
        } finally {
            if (server.isAlive()) {
                server.kill();
            }
        }
    }
}
