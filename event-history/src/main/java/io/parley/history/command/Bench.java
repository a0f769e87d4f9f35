package io.parley.history.command;

import io.parley.api.id.ConversationId;
import io.parley.history.bench.Invented;
import io.parley.history.export.Export;
import io.parley.history.fold.ConversationAsOf;
import io.parley.history.source.DataFolder;
import io.parley.history.source.History;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description =
                "Measures reading, exporting and as-of on a made-up history in a folder of its own, which it deletes.")
public final class Bench implements Callable<Integer> {
    private static final int LONG_CONVERSATION = 100_000;
    private static final int SHOWN = 50;
    private static final double MIB = 1 << 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "This text.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(names = "--events", paramLabel = "N", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
    private long events;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where its folder is made. Default: that for temporary files.")
    private @Nullable Path parent;

    @Option(names = "--keep", description = "Keep the folder, and say where it is.")
    private boolean keep;

    @Override
    public Integer call() throws Exception {
        Path folder = parent == null
                ? Files.createTempDirectory("parley-history")
                : Files.createTempDirectory(Files.createDirectories(parent), "parley-history");
        try {
            measure(folder);
        } finally {
            if (!keep) {
                Sql.delete(folder);
            }
        }
        return 0;
    }

    private void measure(Path folder) throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path data = folder.resolve("data");
        ConversationId conversation;
        try (Invented invented = new Invented(data, Instant.now(), 1)) {
            invented.write(events);
            conversation = invented.conversation(LONG_CONVERSATION);
        }
        out.printf("Made %s%n", keep ? data : "a history");
        out.flush();
        try (History history = History.open(new DataFolder(data))) {
            long head = history.head();
            forgetPeaks();
            rate(
                    out,
                    "replay",
                    head,
                    () -> history.between(0, head).forEach(event -> Objects.requireNonNull(event.payload())));
            forgetPeaks();
            rate(out, "export", head, () -> new Export(folder.resolve("export")).run(history, false, null, any -> {}));
            for (int run = 0; run < 3; run++) {
                long begun = System.nanoTime();
                long last = history.lastSeq(conversation.value()).orElseThrow();
                ConversationAsOf was = ConversationAsOf.read(history, conversation, head, SHOWN);
                was.members();
                out.printf(
                        Locale.ROOT,
                        "as-of on %,d entries: %d ms%n",
                        last + 1,
                        Duration.ofNanos(System.nanoTime() - begun).toMillis());
            }
        }
        out.flush();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void rate(PrintWriter out, String what, long count, Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        out.printf(
                Locale.ROOT,
                "%s: %,d events in %.1f s, %,.0f a second, peak heap %.0f MiB of at most %.0f%n",
                what,
                count,
                seconds,
                count / seconds,
                peakHeap() / MIB,
                Runtime.getRuntime().maxMemory() / MIB);
        out.flush();
    }

    private static void forgetPeaks() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
