package io.parley.bench.peers;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An nginx that takes files by PUT and gives them back, as a measure of how fast files can be moved on a machine. */
public final class Nginx implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
    private final PeerFolder folder;
    private final URI address;

    private Nginx(PeerFolder folder, URI address) {
        this.folder = folder;
        this.address = address;
    }

    /**
     * Empty where it is not installed.
     *
     * @param parent of its folder; null is the folder for temporary files
     */
    public static Optional<Nginx> start(@Nullable Path parent) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            return Optional.empty();
        }
        PeerFolder folder = PeerFolder.make(parent, "nginx");
        Runtime.getRuntime().addShutdownHook(new Thread(folder::closeQuietly, "stop-nginx"));
        Path path = folder.folder("served", SystemUser.current());
        Files.createDirectory(path.resolve("files"));
        int port = Ports.free();
        boolean root = System.getProperty("user.name").equals("root");
        Path configuration = Files.writeString(
                path.resolve("nginx.conf"), configuration(root ? "user root;" : "", port), StandardCharsets.UTF_8);
        folder.run(
                        "nginx",
                        path,
                        List.of(PROGRAM.toString(), "-p", path.toString(), "-c", configuration.toString()),
                        Map.of())
                .awaitPort(port);
        return Optional.of(new Nginx(folder, URI.create("http://127.0.0.1:" + port)));
    }

    private static String configuration(String user, int port) {
        return """
            daemon off;
            %s
            worker_processes 1;
            pid nginx.pid;
            error_log error.log;
            events {}
            http {
              access_log off;
              sendfile on;
              client_max_body_size 0;
              client_body_temp_path bodies;
              proxy_temp_path unused1;
              fastcgi_temp_path unused2;
              uwsgi_temp_path unused3;
              scgi_temp_path unused4;
              server {
                listen 127.0.0.1:%d;
                root files;
                dav_methods PUT DELETE;
              }
            }
            """.formatted(user, port);
    }

    public URI address() {
        return address;
    }

    @Override
    public void close() {
        folder.closeQuietly();
    }
}
