package io.parley.history.command;

import io.parley.history.access.Access;
import io.parley.history.access.FolderAccess;
import io.parley.history.people.People;
import io.parley.history.source.DataFolder;
import io.parley.history.source.History;
import io.parley.history.source.Moment;
import io.parley.history.text.Shown;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is done with a data folder. */
public abstract class HistoryCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    /** No short option anywhere: an id may begin with a hyphen and a letter. */
    @Option(names = "--help", usageHelp = true, description = "This text.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the server, which may be running. Default: .parley/data beside ./parley.")
    private Path data = Path.of(System.getProperty("parley.root", ""), ".parley", "data");

    private Function<DataFolder, Access> access = FolderAccess::new;

    /** What it asks, and where that is noted, in place of the data folder itself. */
    public final void over(Function<DataFolder, Access> other) {
        access = other;
    }

    @Override
    public final Integer call() throws Exception {
        Access asked = access.apply(new DataFolder(data.toAbsolutePath().normalize()));
        try (History history = open(asked)) {
            People people = new People(history);
            note(asked, history, people);
            run(history, people, new Shown(history, people));
        }
        out().flush();
        return 0;
    }

    History open(Access asked) {
        return asked.open(false);
    }

    /** What tells nobody anything is not noted. */
    void note(Access asked, History history, People people) {}

    abstract void run(History history, People people, Shown shown) throws Exception;

    final String name() {
        return Objects.requireNonNull(spec).name();
    }

    final PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    static Moment moment(String text) {
        return Moment.parse(text, Clock.systemUTC());
    }

    /** The head where no moment is given. */
    static long position(History history, @Nullable String moment) {
        return moment == null ? history.head() : history.positionAt(moment(moment));
    }
}
