package io.parley.system;

import io.parley.client.ParleyClient;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import redis.embedded.RedisServer;

/**
 * Every role twice, on an Axon Server that was given, a Redis of its own, and a MongoDB: the wire server of this project, as a
 * MongoDB is not to be had everywhere.
 */
final class Production implements AutoCloseable {
    /** What clients ask over HTTP is one process, for one address. */
    private static final String HTTP = "http";

    private static final String PROJECTIONS = "projections";
    private static final String EDGE = "edge";
    private static final Map<String, String> ROLES =
            Map.of(HTTP, "command-side,query-side", PROJECTIONS, "projections", EDGE, "socket-edge");
    private static final int OF_EACH = 2;

    private final Path folder;
    private final EmbeddedMongo mongo;
    private final RedisServer redis;
    private final int redisPort;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** A process that may end and start again at the same address. */
    private static final class Part {
        private final Path folder;
        private final List<String> arguments;
        private ServerProcess process;
        private URI url;

        Part(Path folder, List<String> arguments) throws IOException {
            this.folder = folder;
            this.arguments = arguments;
            Files.createDirectories(folder);
            start();
        }

        void start() throws IOException {
            process = ServerProcess.start(folder, arguments);
        }

        void awaitUp() {
            url = RunningServer.awaitUp(process);
        }
    }

    Production(Path folder, String axonServer) throws IOException {
        this.folder = folder;
        this.mongo = EmbeddedMongo.open(folder.resolve("mongo"), EmbeddedMongoOptions.defaults());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.redisPort = free.getLocalPort();
        }
        this.redis = RedisServer.newRedisServer()
                .port(redisPort)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        try {
            startAll(axonServer);
        } catch (IOException | RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    /** One after the other: on a small machine they would wait for each other. */
    private void startAll(String axonServer) throws IOException {
        for (String kind : List.of(HTTP, PROJECTIONS, EDGE)) {
            for (int number = 1; number <= OF_EACH; number++) {
                String name = kind + '-' + number;
                Part part = new Part(
                        folder.resolve(name), arguments(Objects.requireNonNull(ROLES.get(kind)), name, axonServer));
                parts.put(name, part);
                part.awaitUp();
            }
        }
    }

    private List<String> arguments(String role, String name, String axonServer) throws IOException {
        return new ArrayList<>(List.of(
                "serve",
                "--roles",
                role,
                "--port",
                Integer.toString(RunningServer.freePort()),
                "--data",
                folder.resolve(name).resolve("data").toString(),
                "--keys",
                folder.resolve("keys").toString(),
                "--axonserver",
                axonServer,
                "--mongodb",
                mongo.connectionString(),
                "--redis",
                "redis://127.0.0.1:" + redisPort,
                "--set",
                "parley.accounts.attempts.per-address=100000",
                "--set",
                "parley.conversations.unanswered=100000",
                "--set",
                "parley.projections.segments=4",
                "--set",
                "parley.projections.claim-timeout=3s",
                "--set",
                "parley.redis.lease=3s",
                "--set",
                "parley.edge.heartbeat=2s",
                "--set",
                "parley.edge.name=" + name));
    }

    List<String> names() {
        return List.copyOf(parts.keySet());
    }

    ParleyClient client(String name) {
        return ParleyClient.at(part(name).url);
    }

    private Part part(String name) {
        Part part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return part;
    }

    /** kill -9, and the same again. */
    void killAndStart(String name) throws IOException, InterruptedException {
        Part part = part(name);
        part.process.kill();
        part.start();
        part.awaitUp();
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts.values()) {
            try {
                part.process.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while a process ended", e);
            }
        }
        redis.stop();
        mongo.close();
    }
}
