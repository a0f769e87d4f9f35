package io.parley.server.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the server answers.
 *
 * @param hosts names, without port, that requests may address it by; a page of another name that resolves here (DNS rebinding) is refused
 * @param origins of pages, such as {@code https://chat.example.org}, that may use it beside those that it serves itself
 */
@ConfigurationProperties("parley.web")
public record WebOptions(
        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) List<String> hosts,
        @DefaultValue List<String> origins) {}
