package io.parley.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What {@code /proc} says of a process and all that it has started; Linux only. */
public final class ProcessTree {
    /** {@code USER_HZ}, which is 100 on every Linux that has a JVM. */
    private static final long MS_PER_TICK = 10;

    private static final int KIB = 1024;

    private ProcessTree() {}

    /** User and system time, also of children that have ended. */
    public static Duration cpu(long pid) throws IOException {
        long ticks = 0;
        for (long one : tree(pid)) {
            ticks += ticks(one);
        }
        return Duration.ofMillis(ticks * MS_PER_TICK);
    }

    /** Bytes of that process alone. */
    public static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElseThrow();
    }

    private static long[] tree(long pid) {
        ProcessHandle root =
                ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("process " + pid + " has ended"));
        return Stream.concat(Stream.of(root), root.descendants())
                .mapToLong(ProcessHandle::pid)
                .toArray();
    }

    private static long ticks(long pid) throws IOException {
        try {
            return ProcessStat.of(Files.readString(Path.of("/proc/" + pid + "/stat")))
                    .ticks();
        } catch (NoSuchFileException endedMeanwhile) {
            return 0; // its parent counts it from now on
        }
    }
}
