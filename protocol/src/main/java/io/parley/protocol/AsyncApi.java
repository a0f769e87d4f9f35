package io.parley.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The AsyncAPI 3 document of {@code parley.1}. */
public final class AsyncApi {
    private static final String JSON = load();

    private AsyncApi() {}

    /** The document as JSON text. */
    public static String json() {
        return JSON;
    }

    private static String load() {
        try (InputStream in = Objects.requireNonNull(AsyncApi.class.getResourceAsStream("asyncapi.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
