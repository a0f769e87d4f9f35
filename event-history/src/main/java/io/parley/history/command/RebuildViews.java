package io.parley.history.command;

import io.parley.history.people.People;
import io.parley.history.replay.Rebuild;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.text.Shown;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rebuild",
        description = {
            "Makes all views anew from the events, in a file beside the live one, also while the server runs and is busy.",
            "The server's next start takes it in place of the old one and handles what has happened since; nothing else has to be done."
        },
        footer = {"", "  history rebuild"})
public final class RebuildViews extends HistoryCommand {
    @Option(
            names = "--segments",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Segments of each processing group: parley.projections.segments of the server. Default: ${DEFAULT-VALUE}.")
    private int segments;

    @Override
    void run(History history, People people, Shown shown) throws Exception {
        if (segments < 1) {
            throw new HistoryException("--segments must be 1 or more.");
        }
        Rebuild rebuild = new Rebuild(history.folder().views(), segments);
        long count = Progress.of("rebuild", history.head(), done -> rebuild.run(history, done));
        out().printf(
                        Locale.ROOT,
                        "%,d events replayed. The server's next start takes the new views and goes on from position %d.%n",
                        count,
                        history.head());
    }
}
