package io.parley.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Takes what a server exports of its traces, as a collector would: OTLP over HTTP. */
final class SpanReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Seen> spans = new CopyOnWriteArrayList<>();
    private final List<String> bytes = new CopyOnWriteArrayList<>();

    /** @param attributes as text */
    record Seen(
            String name,
            String trace,
            String id,
            String parent,
            List<String> links,
            Map<String, String> attributes,
            long start,
            long end) {
        static Seen of(Span span) {
            return new Seen(
                    span.getName(),
                    HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                    HexFormat.of().formatHex(span.getSpanId().toByteArray()),
                    HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
                    span.getLinksList().stream()
                            .map(link ->
                                    HexFormat.of().formatHex(link.getSpanId().toByteArray()))
                            .toList(),
                    span.getAttributesList().stream().collect(Collectors.toMap(KeyValue::getKey, Seen::text)),
                    span.getStartTimeUnixNano(),
                    span.getEndTimeUnixNano());
        }

        private static String text(KeyValue attribute) {
            return attribute.getValue().hasIntValue()
                    ? Long.toString(attribute.getValue().getIntValue())
                    : attribute.getValue().getStringValue();
        }

        boolean isRoot() {
            return parent.isEmpty();
        }

        boolean says(String attribute, Object value) {
            return String.valueOf(value).equals(attributes.get(attribute));
        }
    }

    private SpanReceiver(HttpServer server) {
        this.server = server;
    }

    static SpanReceiver open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SpanReceiver receiver = new SpanReceiver(server);
        server.createContext("/v1/traces", receiver::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return receiver;
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        bytes.add(new String(body, StandardCharsets.ISO_8859_1));
        ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .map(Seen::of)
                .forEach(spans::add);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    List<Seen> spans() {
        return List.copyOf(spans);
    }

    /** Everything that came, one char a byte. */
    List<String> bytes() {
        return List.copyOf(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
