package io.parley.client.http;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON requests, with a deadline, whose failures are problems. */
final class JsonHttp {
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient http;
    private final URI base;

    JsonHttp(HttpClient http, URI base) {
        this.http = http;
        this.base = base;
    }

    <T> T get(String path, String accessToken, Class<T> type) {
        return read(send(request(path, accessToken).GET()), type);
    }

    <T> T post(String path, @Nullable String accessToken, Object body, Class<T> type) {
        return read(send(with(path, accessToken, "POST", body)), type);
    }

    void post(String path, String accessToken, Object body) {
        send(with(path, accessToken, "POST", body));
    }

    <T> T patch(String path, String accessToken, Object body, Class<T> type) {
        return read(send(with(path, accessToken, "PATCH", body)), type);
    }

    /** @param body null for none */
    void put(String path, String accessToken, @Nullable Object body) {
        send(
                body == null
                        ? request(path, accessToken).PUT(BodyPublishers.noBody())
                        : with(path, accessToken, "PUT", body));
    }

    private HttpRequest.Builder with(String path, @Nullable String accessToken, String method, Object body) {
        return request(path, accessToken)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(MAPPER.writeValueAsString(body)));
    }

    /** However long it takes. */
    <T> T upload(String path, String accessToken, Path file, Class<T> type) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                    .header("Authorization", "Bearer " + accessToken)
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofFile(file));
            return read(send(request), type);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** However long it takes; nothing is left of what broke off. */
    void download(String path, Path into) {
        try {
            HttpResponse<InputStream> response =
                    http.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    int status = response.statusCode();
                    throw new ParleyProblem(status, "http_" + status, "The file cannot be fetched.", status >= 500);
                }
                save(body, into);
            }
        } catch (IOException e) {
            throw ParleyProblem.unreachable("The server at " + base + " cannot be reached.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ParleyProblem.unreachable("Waiting for the server was interrupted.");
        }
    }

    private static void save(InputStream body, Path into) throws IOException {
        OutputStream file;
        try {
            file = Files.newOutputStream(into, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (file) {
            body.transferTo(file);
        } catch (IOException e) {
            Files.deleteIfExists(into);
            throw e;
        }
    }

    void delete(String path, String accessToken) {
        send(request(path, accessToken).DELETE());
    }

    private HttpRequest.Builder request(String path, @Nullable String accessToken) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(DEADLINE);
        if (accessToken != null) request.header("Authorization", "Bearer " + accessToken);
        return request;
    }

    private String send(HttpRequest.Builder request) {
        return exchange(request.build()).body();
    }

    URI base() {
        return base;
    }

    /** A request with a body of its own, however long it takes; anything but success is a problem. */
    HttpResponse<String> exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) return response;
            throw problem(response);
        } catch (IOException e) {
            throw ParleyProblem.unreachable("The server at " + base + " cannot be reached.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ParleyProblem.unreachable("Waiting for the server was interrupted.");
        }
    }

    private static ParleyProblem problem(HttpResponse<String> response) {
        int status = response.statusCode();
        String sentence = "The server answered " + status + ".";
        try {
            JsonNode problem = MAPPER.readTree(response.body());
            String code = problem.path("code").asString("http_" + status);
            boolean retryable = problem.path("retryable").asBoolean(status >= 500);
            return new ParleyProblem(status, code, problem.path("detail").asString(sentence), retryable);
        } catch (JacksonException e) {
            return new ParleyProblem(status, "http_" + status, sentence, status >= 500);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new ParleyProblem(
                    0, "bad_answer", "The server's answer cannot be read; is this a Parley server?", false);
        }
    }
}
