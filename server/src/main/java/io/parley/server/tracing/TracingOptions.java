package io.parley.server.tracing;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Traces of messages.
 *
 * @param endpoint where spans are sent to, as OTLP over HTTP: the whole address, such as {@code http://127.0.0.1:4318/v1/traces}; none makes none. All processes of an installation need it
 * @param share of the messages, and of the commands that record acknowledgements, that are traced: 0 to 1
 */
@ConfigurationProperties("parley.tracing")
public record TracingOptions(
        @Nullable URI endpoint, @DefaultValue("0.01") double share) {
    public TracingOptions {
        if (endpoint != null && !"http".equals(endpoint.getScheme()) && !"https".equals(endpoint.getScheme())) {
            throw new IllegalArgumentException("parley.tracing.endpoint must be an http or https address");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("parley.tracing.share must be 0 to 1, not " + share);
        }
    }
}
