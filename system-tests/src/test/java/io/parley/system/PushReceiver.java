package io.parley.system;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a webhook is told, and what it answers. */
final class PushReceiver implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpServer server;
    private final List<Notice> taken = new CopyOnWriteArrayList<>();
    private final List<Notice> refused = new CopyOnWriteArrayList<>();
    private volatile int answer = 204;
    private volatile @Nullable URI next;

    record Notice(String id, String text, JsonNode json) {
        String type() {
            return json.get("type").asString();
        }

        String data(String field) {
            return json.get("data").get(field).asString();
        }

        long seq() {
            return json.get("data").get("seq").asLong();
        }
    }

    private PushReceiver(HttpServer server) {
        this.server = server;
    }

    static PushReceiver open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PushReceiver receiver = new PushReceiver(server);
        server.createContext("/push", receiver::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return receiver;
    }

    private void take(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Notice notice = new Notice(exchange.getRequestHeaders().getFirst("webhook-id"), text, MAPPER.readTree(text));
        passOn(exchange.getRequestHeaders(), text);
        (answer == 204 ? taken : refused).add(notice);
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private void passOn(Headers headers, String text) throws IOException {
        URI to = next;
        if (to == null) {
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(to).POST(HttpRequest.BodyPublishers.ofString(text));
        headers.forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("webhook-")) {
                request.header(name, values.getFirst());
            }
        });
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on another receiver gets everything, too; null for none. */
    void passOn(@Nullable URI receiver) {
        next = receiver;
    }

    void answers(int status) {
        answer = status;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/push";
    }

    List<Notice> taken() {
        return List.copyOf(taken);
    }

    List<Notice> refused() {
        return List.copyOf(refused);
    }

    List<Notice> of(Person person) {
        return taken.stream()
                .filter(notice -> notice.data("user").equals(person.user()))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
