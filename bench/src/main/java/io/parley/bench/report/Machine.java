package io.parley.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What figures depend on besides the code. */
public final class Machine {
    static final String CORES = "cores";
    static final String PROCESSOR = "processor";

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final long COMMAND_SECONDS = 5;
    private static final String UNKNOWN = "unknown";

    private Machine() {}

    /** @param root of the working copy, for its commit */
    public static Map<String, String> describe(Path root) throws IOException, InterruptedException {
        Map<String, String> machine = new TreeMap<>();
        machine.put(CORES, Integer.toString(Runtime.getRuntime().availableProcessors()));
        machine.put(PROCESSOR, processor());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("java", System.getProperty("java.runtime.version"));
        machine.put("commit", said("git", "-C", root.toAbsolutePath().toString(), "describe", "--always", "--dirty"));
        machine.put(
                "load before",
                Double.toString(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        return machine;
    }

    private static String processor() throws IOException, InterruptedException {
        if (!Files.exists(CPU_INFO)) {
            return said("sysctl", "-n", "machdep.cpu.brand_string");
        }
        return Files.readAllLines(CPU_INFO).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static String said(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            return ended && !output.isEmpty() ? output : UNKNOWN;
        } catch (IOException noSuchCommand) {
            return UNKNOWN;
        }
    }
}
