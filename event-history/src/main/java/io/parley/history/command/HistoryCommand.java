package io.parley.history.command;

import io.parley.api.key.SecretText;
import io.parley.history.access.Access;
import io.parley.history.access.AxonServer;
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

    @Option(names = "--keys", paramLabel = "DIR", description = "Folder of the keys. Default: keys in the data folder.")
    private @Nullable Path keys;

    @Option(
            names = "--axonserver",
            paramLabel = "HOST:PORT",
            description = "The events are in that Axon Server, not in the data folder; --keys or --data has the keys.")
    private @Nullable String axonServer;

    @Option(
            names = "--axonserver-token",
            paramLabel = "TOKEN",
            description = "Where that Axon Server asks for one; it and --mongodb may be file:PATH.")
    private @Nullable String axonServerToken;

    @Option(
            names = "--axonserver-certificate",
            paramLabel = "FILE",
            description = "Where that Axon Server speaks TLS: whom to trust.")
    private @Nullable Path axonServerCertificate;

    @Option(
            names = "--mongodb",
            paramLabel = "URI",
            description = "Beside --axonserver: people's keys are in that MongoDB.")
    private @Nullable String mongodb;

    private @Nullable Function<DataFolder, Access> access;
    private @Nullable Access asked;

    /** What it asks, and where that is noted, in place of the data folder itself. */
    public final void over(Function<DataFolder, Access> other) {
        access = other;
    }

    @Override
    public final Integer call() throws Exception {
        try (Access opened = access();
                History history = open(opened)) {
            asked = opened;
            People people = new People(history);
            note(opened, history, people);
            run(history, people, new Shown(history, people));
        }
        out().flush();
        return 0;
    }

    private Access access() {
        Path path = data.toAbsolutePath().normalize();
        DataFolder folder = keys == null ? new DataFolder(path) : new DataFolder(path, keys);
        if (access != null) {
            return access.apply(folder);
        }
        return axonServer == null
                ? new FolderAccess(folder)
                : new AxonServer(axonServer, SecretText.of(axonServerToken), axonServerCertificate)
                        .open(SecretText.of(mongodb), folder);
    }

    History open(Access from) {
        return from.open(false);
    }

    /** What tells nobody anything is not noted. */
    void note(Access in, History history, People people) {}

    abstract void run(History history, People people, Shown shown) throws Exception;

    /** While it runs. */
    final Access asked() {
        return Objects.requireNonNull(asked);
    }

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
