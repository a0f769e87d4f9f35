package io.parley.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
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

    Path data() {
        return data.toAbsolutePath().normalize();
    }

    /** As Spring properties, the given options last. */
    Map<String, Object> properties() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new NotStarted("--port must be 0 to " + HIGHEST_PORT + ", not " + port + ".");
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", port);
        properties.put("parley.data", data().toString());
        properties.put("parley.accounts.keys", keys().toString());
        properties.putAll(options);
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
        return data().resolve("keys");
    }

    private static NotStarted unusable(Path folder) {
        return new NotStarted("The data folder " + folder
                + " cannot be written; give this user the right to, or choose another with --data.");
    }
}
