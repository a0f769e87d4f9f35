package io.parley.server.web;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the server answers.
 *
 * @param hosts names, without port, that requests may address it by; a page of another name that resolves here (DNS rebinding) is refused
 * @param origins of pages, such as {@code https://chat.example.org}, that may use it beside those that it serves itself
 * @param requestsPerAddress HTTP requests and new sockets of one client address within the window before they are refused as {@code rate_limited}
 * @param requestsWindow after which the full number is there again; it is refilled evenly
 */
@ConfigurationProperties("parley.web")
public record WebOptions(
        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) List<String> hosts,
        @DefaultValue List<String> origins,
        @DefaultValue("50000") int requestsPerAddress,
        @DefaultValue("10s") Duration requestsWindow) {
    public WebOptions {
        if (requestsPerAddress <= 0) {
            throw new IllegalArgumentException(
                    "parley.web.requests-per-address must be above 0, not " + requestsPerAddress);
        }
        if (!requestsWindow.isPositive()) {
            throw new IllegalArgumentException(
                    "parley.web.requests-window must be longer than 0, not " + requestsWindow);
        }
    }
}
