package io.parley.torture.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A server that dies again and again and comes back on the same data, at the same address. */
public final class ServerUnderTest implements AutoCloseable {
    /** Below the ports that the system gives to clients: while the server is down nobody else gets its port. */
    private static final int LOWEST_PORT = 20_000;

    private static final int PORTS = 10_000;
    private static final String CRASH = "-Dparley.test.crash=";

    private final Unpacked program;
    private final Path folder;
    private final int port;
    private int lives;
    private @Nullable Life life;

    private ServerUnderTest(Unpacked program, Path folder, int port) {
        this.program = program;
        this.folder = folder;
        this.port = port;
    }

    /** @param folder of its data and output */
    public static ServerUnderTest of(Unpacked program, Path folder, RandomGenerator random) throws IOException {
        return new ServerUnderTest(program, folder, freePort(random));
    }

    private static int freePort(RandomGenerator random) throws IOException {
        while (true) {
            int port = LOWEST_PORT + random.nextInt(PORTS);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // another one is free
            }
        }
    }

    /** @param crash a point and the pass at which it ends, such as {@code after-append:20}; null for none */
    public Life start(@Nullable String crash) throws IOException {
        List<String> properties = crash == null ? List.of() : List.of(CRASH + crash);
        return live(program.start(properties, arguments()));
    }

    private Life live(List<String> command) throws IOException {
        Life started = Life.start(command, folder.resolve("server-" + lives++ + ".log"));
        life = started;
        return started;
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("up", "--port", Integer.toString(port)));
        arguments.addAll(List.of("--data", data().toString()));
        arguments.addAll(List.of("--set", "parley.accounts.attempts.per-address=1000000"));
        arguments.addAll(List.of("--set", "parley.accounts.attempts.per-handle=1000000"));
        arguments.addAll(List.of("--set", "parley.conversations.starts=1000000"));
        arguments.addAll(List.of("--set", "parley.conversations.starts-of-new-accounts=1000000"));
        arguments.addAll(List.of("--set", "parley.conversations.unanswered=1000000"));
        return arguments;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path events() {
        return data().resolve("events");
    }

    @Override
    public void close() throws IOException {
        if (life != null && life.isAlive()) {
            try {
                life.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the server ended", e);
            }
        }
    }
}
