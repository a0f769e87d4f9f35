package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.history.HistoryMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code ./parley history} says of a data folder. */
record History(int exit, String out, String err) {
    static History of(Path data, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        int exit = HistoryMain.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
        return new History(exit, out.toString(), err.toString());
    }

    /** What it answers where all is well. */
    static String told(Path data, String... arguments) {
        History history = of(data, arguments);
        assertThat(history.err()).isEmpty();
        assertThat(history.exit()).isZero();
        return history.out();
    }
}
