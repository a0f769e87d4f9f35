package io.parley.history.command;

import java.io.Console;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar for people only: programs that read the standard error get none. */
final class Progress {
    private Progress() {}

    interface Work<T> {
        /** @param done is told how many of the events are, never fewer than before */
        T run(LongConsumer done) throws Exception;
    }

    static <T> T of(String task, long events, Work<T> work) throws Exception {
        if (!isTerminal()) {
            return work.run(done -> {});
        }
        ProgressBarBuilder bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" events", 1)
                .setInitialMax(Math.max(0, events))
                .showSpeed();
        try (ProgressBar shown = bar.build()) {
            return work.run(shown::stepTo);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where nobody looks
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
