package io.parley.torture.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The server's jar, unpacked and with an AOT cache, so that a build does not take it away and it starts in a few seconds. It
 * runs as the launcher runs it, but for its heap and the compiler: processes that live for seconds do without the second one.
 */
public final class Unpacked {
    private static final long WITHIN_SECONDS = 240;
    private static final List<String> JVM_FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseCompactObjectHeaders",
            "-XX:MetaspaceSize=192m",
            "-XX:ReservedCodeCacheSize=512m",
            "-XX:+UseParallelGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "-Xlog:aot*=off,cds*=off");

    private final Path jar;
    private final Path cache;

    private Unpacked(Path jar, Path cache) {
        this.jar = jar;
        this.cache = cache;
    }

    /**
     * Takes half a minute, unless this jar was prepared in this folder before. Processes that ask at the same time wait for the first; the threads of one must not.
     *
     * @param folder of the prepared servers; made if missing
     */
    public static Unpacked prepare(Path jar, Path folder) throws IOException, InterruptedException {
        Path prepared =
                folder.resolve("server-" + Files.getLastModifiedTime(jar).toMillis());
        Unpacked server =
                new Unpacked(prepared.resolve("app").resolve(jar.getFileName()), prepared.resolve("server.aot"));
        Files.createDirectories(prepared);
        try (FileChannel lock = FileChannel.open(
                        prepared.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = lock.lock()) {
            if (!Files.exists(server.cache)) {
                server.unpack(jar);
                server.train();
            }
        }
        return server;
    }

    private void unpack(Path packed) throws IOException, InterruptedException {
        run(
                "unpack",
                List.of(
                        java(),
                        "-Djarmode=tools",
                        "-jar",
                        packed.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        String.valueOf(jar.getParent())));
    }

    private void train() throws IOException, InterruptedException {
        Path fresh = cache.resolveSibling("server.aot.new");
        run("train", command("-XX:AOTCacheOutput=" + fresh, List.of(), List.of("train")));
        Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
    }

    private void run(String what, List<String> command) throws IOException, InterruptedException {
        Path log = cache.resolveSibling(what + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("The server cannot be prepared (" + what + "): " + Files.readString(log));
        }
    }

    /** The jars that it consists of. */
    public List<Path> classPath() throws IOException {
        try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
            return Stream.concat(Stream.of(jar), libraries).toList();
        }
    }

    /**
     * The command of a start.
     *
     * @param properties of the JVM, as {@code -Dname=value}
     */
    public List<String> start(List<String> properties, List<String> arguments) {
        return command("-XX:AOTCache=" + cache, properties, arguments);
    }

    private List<String> command(String aot, List<String> properties, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(JVM_FLAGS);
        command.add(aot);
        command.addAll(properties);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
