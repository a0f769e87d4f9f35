package io.parley.server;

import io.parley.server.engine.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every way of starting a server can be told. */
final class ServerArguments {
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port to listen on, on the loopback address; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of everything that is kept; made if missing. Default: .parley/data beside ./parley.")
    private Path data = Path.of(System.getProperty("parley.root", ""), ".parley", "data");

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = "Sets any option, for example parley.edge.heartbeat=10s; may be repeated.")
    private Map<String, String> options = Map.of();

    @Option(
            names = "--axonserver",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:PARLEY_AXONSERVER}",
            description = "Axon Server for events, commands and queries; without it they stay in this process.")
    private @Nullable String axonServer;

    @Option(
            names = "--mongodb",
            paramLabel = "URI",
            defaultValue = "${env:PARLEY_MONGODB}",
            description = "MongoDB for the views and people's keys; without it they lie in the data folder.")
    private @Nullable String mongodb;

    @Option(
            names = "--redis",
            paramLabel = "URI",
            defaultValue = "${env:PARLEY_REDIS}",
            description = {
                "Redis that the edges of a region share; without it there is one edge, this process.",
                "Each of the three may be file:PATH, and comes from PARLEY_AXONSERVER, PARLEY_MONGODB and PARLEY_REDIS where it is not given."
            })
    private @Nullable String redis;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description =
                    "Folder of the keys, the same for all processes of a system. Default: keys in the data folder.")
    private @Nullable Path keys;

    /** A free port and engines of its own, whatever the environment says. */
    static ServerArguments standalone(Path data) {
        ServerArguments arguments = new ServerArguments();
        arguments.data = data;
        return arguments;
    }

    Engines engines() {
        return Engines.of(axonServer, mongodb, redis);
    }

    Path data() {
        return data.toAbsolutePath().normalize();
    }

    /** The given options as arguments of the application: what it brings itself gives way to them. */
    String[] given() {
        return options.entrySet().stream()
                .map(option -> "--" + option.getKey() + "=" + option.getValue())
                .toArray(String[]::new);
    }

    /** As Spring properties: what else is known of them, such as a line of the application's own, goes before. */
    Map<String, Object> properties() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new NotStarted("--port must be 0 to " + HIGHEST_PORT + ", not " + port + ".");
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", port);
        properties.put("parley.data", data().toString());
        properties.put("parley.accounts.keys", keys().toString());
        properties.putAll(engines().properties());
        return properties;
    }

    /** Makes the data folder, for its owner only. */
    void prepareData() {
        makePrivate(data());
        makePrivate(keys());
    }

    private static void makePrivate(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw unusable(folder);
        }
        if (!Files.isWritable(folder)) {
            throw unusable(folder);
        }
    }

    private Path keys() {
        return keys == null ? data().resolve("keys") : keys.toAbsolutePath().normalize();
    }

    private static NotStarted unusable(Path folder) {
        return new NotStarted("The data folder " + folder
                + " cannot be written; give this user the right to, or choose another with --data.");
    }
}
