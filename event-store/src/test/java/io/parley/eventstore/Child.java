package io.parley.eventstore;

import java.io.IOException;
import java.nio.file.Path;

/** A process that appends until it is killed, and prints each aggregate and sequence once its append has returned. */
final class Child {
    static final int HALTED = 77;
    private static final int WRITERS = 8;
    private static final int HALT_AT_BATCH = 20;

    enum Mode {
        APPEND,
        HALT_BEFORE_ANSWER
    }

    private Child() {}

    static Process start(Path directory, Mode mode, Path answers) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString(),
                        mode.name())
                .redirectOutput(answers.toFile())
                .start();
    }

    public static void main(String[] args) {
        EventStoreOptions.Builder options = EventStoreOptions.in(Path.of(args[0]), Events.SERIALIZER);
        if (Mode.valueOf(args[1]) == Mode.HALT_BEFORE_ANSWER) {
            int[] batches = {0};
            options.crashPoints(point -> {
                if (++batches[0] == HALT_AT_BATCH) {
                    Runtime.getRuntime().halt(HALTED);
                }
            });
        }
        RocksEventStorageEngine engine = RocksEventStorageEngine.open(options.build());
        for (int writer = 0; writer < WRITERS; writer++) {
            String aggregate = "a" + writer;
            Thread.ofPlatform().start(() -> append(engine, aggregate));
        }
    }

    private static void append(RocksEventStorageEngine engine, String aggregate) {
        for (long sequence = engine.lastSequenceNumberFor(aggregate).orElse(-1L) + 1; ; sequence += 2) {
            engine.appendEvents(
                    Events.said(aggregate, sequence, "text ".repeat(40)),
                    Events.said(aggregate, sequence + 1, "text ".repeat(40)));
            System.out.println(aggregate + " " + (sequence + 1));
        }
    }
}
