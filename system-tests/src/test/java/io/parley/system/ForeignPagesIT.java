package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page from elsewhere has a browser ask of the server. */
@ExtendWith(SharedServer.class)
class ForeignPagesIT {
    private static final String UPGRADE = """
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Protocol: parley.1\r
            """;

    private final RunningServer server;
    private final String own;

    ForeignPagesIT(RunningServer server) {
        this.server = server;
        this.own = "127.0.0.1:" + server.url().getPort();
    }

    /** The first line of the answer to a GET. */
    private String ask(String path, String host, String headers) throws IOException {
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.url().getPort());
                BufferedReader answer = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return answer.readLine();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/profile", "/asyncapi.json", "/socket"})
    void aNameOfTheirsThatResolvesHereIsRefused(String path) throws IOException {
        assertThat(ask(path, "rebound.example", path.equals("/socket") ? UPGRADE : ""))
                .startsWith("HTTP/1.1 421");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://127.0.0.1.evil.example", "null", "http://127.0.0.1:1"})
    void aPageOfTheirsOpensNoSocketAndReadsNothing(String origin) throws IOException {
        assertThat(ask("/socket", own, UPGRADE + "Origin: " + origin + "\r\n")).startsWith("HTTP/1.1 403");
        assertThat(ask("/v1/profile", own, "Origin: " + origin + "\r\n")).startsWith("HTTP/1.1 403");
    }

    @Test
    void itsOwnPageDoes() throws IOException {
        String origin = "Origin: http://" + own + "\r\n";
        assertThat(ask("/socket", own, UPGRADE + origin)).startsWith("HTTP/1.1 101");
        assertThat(ask("/v1/profile", own, origin)).startsWith("HTTP/1.1 401");
    }
}
