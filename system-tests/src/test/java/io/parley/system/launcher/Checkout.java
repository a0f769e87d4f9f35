package io.parley.system.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A checkout of its own with the real launcher, the real folders of its modules, and a JDK and a Maven that only say how they were called:
 * what is tried is the script, in a second and without touching the build that runs this test.
 */
final class Checkout {
    /** The programs that the launcher may call; java and mvn are not among them. */
    private static final List<String> TOOLS = List.of(
            "bash",
            "cat",
            "date",
            "dirname",
            "env",
            "find",
            "grep",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tail",
            "tr",
            "awk");

    private static final String FAKE_JAVA = """
            #!/usr/bin/env bash
            if [ "$1" = -Djarmode=tools ]; then
                mkdir -p "$6" && cat "$3" >"$6/parley.jar"
                exit
            fi
            for argument in "$@"; do
                case $argument in
                    -XX:AOTCacheOutput=*)
                        echo trained >>"$FAKE_HOME/trainings"
                        if [ -z "${FAKE_TRAINING_FAILS:-}" ]; then echo cache >"${argument#*=}"; fi
                        exit
                        ;;
                esac
            done
            echo "pid $$"
            for argument in "$@"; do echo "<$argument>"; done
            if [ -n "${FAKE_JAVA_STAYS:-}" ]; then read -r line; fi
            exit "${FAKE_JAVA_EXIT:-0}"
            """;

    private static final String FAKE_MVN = """
            #!/usr/bin/env bash
            echo "$*" >>"$FAKE_HOME/mvn.calls"
            echo "[INFO] Building Parley: frames of parley.1 0.1.0-SNAPSHOT                [1/1]"
            if [ -n "${FAKE_MVN_FAILS:-}" ]; then
                echo "[ERROR] Frame.java:[3,9] cannot find symbol"
                echo "[ERROR] Re-run Maven using the -X switch"
                exit 1
            fi
            sleep "${FAKE_MVN_SECONDS:-0}"
            for jar in server/target/parley.jar clients/chat/target/parley-chat.jar bench/target/parley-bench.jar; do
                mkdir -p "$(dirname "$jar")" && echo built >"$jar"
            done
            """;

    static final Path REAL_ROOT = Path.of(System.getProperty("parley.root")).toAbsolutePath();

    final Path home;
    final Path root;
    final Path jdks;
    final Path tools;
    final Map<String, String> environment = new LinkedHashMap<>();

    Checkout(Path home) throws IOException {
        this.home = home;
        this.root = Files.createDirectories(home.resolve("a checkout"));
        this.jdks = Files.createDirectories(home.resolve("some jdks"));
        this.tools = Files.createDirectories(home.resolve("tools"));
        for (String tool : TOOLS) {
            script(tools.resolve(tool), "#!/bin/sh\nexec " + tool(tool) + " \"$@\"\n");
        }
        Files.copy(REAL_ROOT.resolve("parley"), root.resolve("parley"), StandardCopyOption.COPY_ATTRIBUTES);
        copyPoms();
        environment.put("PATH", tools.toString());
        environment.put("HOME", home.toString());
        environment.put("FAKE_HOME", home.toString());
        environment.put("PARLEY_JDK_SEARCH", jdks.toString());
    }

    Path addJdk(String version) throws IOException {
        Path jdk = jdks.resolve("jdk " + version);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/java"), FAKE_JAVA);
        script(jdk.resolve("bin/javac"), FAKE_JAVA);
        return jdk;
    }

    void addMaven() throws IOException {
        script(tools.resolve("mvn"), FAKE_MVN);
    }

    void removeMaven() throws IOException {
        Files.delete(tools.resolve("mvn"));
    }

    /** Puts a source there, dated: file times need not be waited for. */
    Path addSource(String path, Instant changed) throws IOException {
        Path source = root.resolve(path);
        Files.createDirectories(source.getParent());
        Files.writeString(source, "");
        Files.setLastModifiedTime(source, FileTime.from(changed));
        return source;
    }

    List<String> mavenCalls() throws IOException {
        Path calls = home.resolve("mvn.calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    int trainings() throws IOException {
        Path trainings = home.resolve("trainings");
        return Files.exists(trainings) ? Files.readAllLines(trainings).size() : 0;
    }

    Run parley(String... arguments) throws IOException, InterruptedException {
        return run(home, root.resolve("parley"), arguments);
    }

    /** Starts the launcher and leaves it running; what it says on both streams is on the process's output. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("parley").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    Run run(Path directory, Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return Run.of(directory, environment, command);
    }

    private void copyPoms() throws IOException {
        try (Stream<Path> files = Files.find(REAL_ROOT, 3, (path, attributes) -> path.endsWith("pom.xml"))) {
            for (Path pom : files.toList()) {
                Path copy = root.resolve(REAL_ROOT.relativize(pom));
                Files.createDirectories(copy.getParent());
                Files.copy(pom, copy);
            }
        }
    }

    static void script(Path path, String text) throws IOException {
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path tool(String name) {
        return Stream.of("/bin", "/usr/bin", "/opt/homebrew/bin", "/usr/local/bin")
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
