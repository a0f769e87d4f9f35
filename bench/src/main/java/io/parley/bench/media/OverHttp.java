package io.parley.bench.media;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parley with a token, or a plain server where a file is put at its own address. */
final class OverHttp implements FilePlace, AutoCloseable {
    private static final int BAD = 300;
    private static final Pattern ASSET = Pattern.compile("\"asset\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String name;
    private final URI address;
    private final @Nullable String token;
    private URI stored;

    private OverHttp(String name, URI address, @Nullable String token) {
        this.name = name;
        this.address = address;
        this.token = token;
        this.stored = address;
    }

    static OverHttp parley(URI address, String token) {
        return new OverHttp("Parley", address, token);
    }

    static OverHttp plain(String name, URI address) {
        return new OverHttp(name, address, null);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void put(InputStream bytes, long size) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher body = BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> bytes), size);
        if (token == null) {
            stored = address.resolve("/file.bin");
            send(HttpRequest.newBuilder(stored).PUT(body).build());
            return;
        }
        String answer = send(HttpRequest.newBuilder(address.resolve("/v1/assets?name=file.bin"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/octet-stream")
                .POST(body)
                .build());
        Matcher asset = ASSET.matcher(answer);
        if (!asset.find()) {
            throw new IOException("The upload was answered " + answer);
        }
        stored = address.resolve("/v1/assets/" + asset.group(1));
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= BAD) {
            throw new IOException(name + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public InputStream get() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(stored);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() >= BAD) {
            throw new IOException(name + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
