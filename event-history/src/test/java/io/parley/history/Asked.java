package io.parley.history;

import io.parley.api.id.UserId;
import io.parley.history.access.Access;
import io.parley.history.access.FolderAccess;
import io.parley.history.access.Use;
import io.parley.history.source.DataFolder;
import io.parley.history.source.History;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the tool answers, as a terminal shows it.
 *
 * @param uses what was noted; here, so that asking does not change what is asked
 */
public record Asked(int exit, String out, String err, List<Use> uses) {
    public static Asked of(Path data, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<Use> uses = new ArrayList<>();
        int exit = HistoryMain.run(notingIn(uses), new PrintWriter(out), new PrintWriter(err), with(data, arguments));
        return new Asked(exit, out.toString(), err.toString(), uses);
    }

    static Function<DataFolder, Access> notingIn(List<Use> uses) {
        return folder -> new Noting(folder, uses);
    }

    /** As from a terminal, with its use noted in the folder. */
    public static Asked noted(Path data, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = HistoryMain.run(new PrintWriter(out), new PrintWriter(err), with(data, arguments));
        return new Asked(exit, out.toString(), err.toString(), List.of());
    }

    private static String[] with(Path data, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return all.toArray(String[]::new);
    }

    private record Noting(DataFolder folder, List<Use> uses) implements Access {
        @Override
        public History open(boolean pseudonymous) {
            return new FolderAccess(folder).open(pseudonymous);
        }

        @Override
        public void record(Use use) {
            uses.add(use);
        }

        @Override
        public void erase(UserId person) {
            new FolderAccess(folder).erase(person);
        }
    }

    /** Without the time it took and what it printed on the way. */
    public List<String> lines() {
        return out.lines().toList();
    }
}
