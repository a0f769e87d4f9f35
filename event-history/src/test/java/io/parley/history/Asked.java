package io.parley.history;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the tool answers, as a terminal shows it. */
public record Asked(int exit, String out, String err) {
    public static Asked of(Path data, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        int exit = HistoryMain.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        return new Asked(exit, out.toString(), err.toString());
    }

    /** Without the time it took and what it printed on the way. */
    public List<String> lines() {
        return out.lines().toList();
    }
}
