package io.parley.server.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * TLS of the port that clients reach.
 *
 * @param certificate PEM file of the certificate and those between it and its root, in this order; with it the port speaks TLS and nothing else. A file that is replaced is read again
 * @param key PEM file of its private key
 */
@ConfigurationProperties("parley.web.tls")
public record TlsOptions(
        @Nullable String certificate, @Nullable String key) {
    public TlsOptions {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("parley.web.tls.certificate and parley.web.tls.key belong together");
        }
    }
}
