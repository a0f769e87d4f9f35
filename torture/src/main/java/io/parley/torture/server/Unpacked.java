package io.parley.torture.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server's jar, unpacked, so that a build does not take it away and it starts in a second or two. */
public final class Unpacked {
    private static final long UNPACK_SECONDS = 60;
    private static final List<String> JVM_FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseParallelGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m");

    private final Path jar;
    private final Path cache;

    private Unpacked(Path jar, Path cache) {
        this.jar = jar;
        this.cache = cache;
    }

    public static Unpacked from(Path jar, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("unpack.log");
        Process process = new ProcessBuilder(
                        java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", folder + "/app")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(UNPACK_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("The server " + jar + " cannot be unpacked: " + Files.readString(log));
        }
        return new Unpacked(folder.resolve("app").resolve(jar.getFileName()), folder.resolve("classes.aot"));
    }

    /** A start that writes down, at its orderly end, which classes it needed. */
    List<String> firstStart(List<String> arguments) {
        return command("-XX:AOTCacheOutput=" + cache, List.of(), arguments);
    }

    /** A start that uses what the first one wrote down; without that it is only slower. */
    List<String> laterStart(List<String> properties, List<String> arguments) {
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
