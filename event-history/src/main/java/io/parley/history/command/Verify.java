package io.parley.history.command;

import com.mongodb.client.MongoDatabase;
import io.parley.eventstore.Anchor;
import io.parley.history.people.People;
import io.parley.history.replay.Comparison;
import io.parley.history.replay.Replay;
import io.parley.history.replay.Scratch;
import io.parley.history.source.DataFolder;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.text.Printable;
import io.parley.history.text.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "Checks that the event log has no gap, that its index has each event and nothing else, that no event was altered since it was"
                    + " written, and that the views equal a fresh replay of the events, document by document.",
            "The server must be stopped, or --views names a copy of its views file. The file itself is only copied; where the copy"
                    + " is behind the events, it is first brought up to them as a starting server would do."
        },
        footer = {"", "  history verify", "  history verify --anchors anchors.txt"})
public final class Verify extends HistoryCommand {
    @Option(
            names = "--views",
            paramLabel = "FILE",
            description = "Views file to check. Default: views.mv in the data folder of a stopped server.")
    private @Nullable Path views;

    @Option(
            names = "--anchors",
            paramLabel = "FILE",
            description = "Lines that 'history anchor' printed; the events must still be those that they stand for.")
    private @Nullable Path anchors;

    @Override
    void run(History history, People people, Shown shown) throws IOException {
        Path file = views == null ? history.folder().views().current() : views;
        for (Path needed : anchors == null ? List.of(file) : List.of(file, anchors)) {
            if (!Files.exists(needed)) {
                throw new HistoryException(needed + " is missing.");
            }
        }
        if (views == null) {
            requireStopped(history.folder());
        }
        List<Anchor> noted = anchors == null ? List.of() : read(anchors);
        history.store().verify(noted);
        out().printf(
                        Locale.ROOT,
                        "The log has %,d events without a gap, its index has each, and all are as they were written%s.%n",
                        history.head(),
                        noted.isEmpty() ? "" : ", as " + noted.size() + " anchors say");
        out().flush();
        Path folder = Files.createTempDirectory("parley-history");
        try {
            Files.copy(file, folder.resolve("live"));
            try (Scratch live = Scratch.open(folder.resolve("live"));
                    Scratch fresh = Scratch.open(folder.resolve("fresh"))) {
                compare(history, live.views(), fresh.views());
            }
        } finally {
            Sql.delete(folder);
        }
    }

    private static List<Anchor> read(Path file) throws IOException {
        List<Anchor> anchors = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                anchors.add(Anchor.parse(line)
                        .orElseThrow(() -> new HistoryException(
                                "A line of " + file + " is no anchor; it must be as 'history anchor' prints it.")));
            }
        }
        return anchors;
    }

    private void compare(History history, MongoDatabase live, MongoDatabase fresh) {
        long position = lowestToken(live);
        if (position < history.head()) {
            bringUp(live, history, position);
        }
        new Replay(fresh).run(history, 0, history.head(), any -> {});
        Comparison comparison = Comparison.of(live, fresh);
        comparison.documents().forEach((name, count) -> out().printf(Locale.ROOT, "  %,10d %s%n", count, name));
        if (comparison.different() > 0) {
            comparison.differences().forEach(difference -> out().println(Printable.of(difference)));
            out().flush();
            throw new HistoryException(comparison.different() + " documents are not what the events say; "
                    + "./parley rebuild makes them anew.");
        }
        out().printf(
                        Locale.ROOT,
                        "The views equal a fresh replay%s.%n",
                        position < history.head()
                                ? "; they had been written up to position " + position + " of " + history.head()
                                : "");
    }

    private static void bringUp(MongoDatabase live, History history, long position) {
        try {
            new Replay(live).run(history, position, history.head(), any -> {});
        } catch (HistoryException e) {
            throw new HistoryException(
                    "The views cannot be brought up to the events, so they are damaged (" + e.getMessage()
                            + "); ./parley rebuild makes them anew.",
                    e);
        }
    }

    /** Of all processing groups: the views may know more, and never less. */
    private static long lowestToken(MongoDatabase views) {
        long lowest = Long.MAX_VALUE;
        for (Document token :
                views.getCollection("tokens").find(new Document("processor", new Document("$exists", true)))) {
            lowest = Math.min(lowest, token.get("position") instanceof Long position ? Math.max(0, position) : 0);
        }
        if (lowest == Long.MAX_VALUE) {
            throw new HistoryException(
                    "The views file has no views as this version lays them out; its next start makes them anew.");
        }
        return lowest;
    }

    private static void requireStopped(DataFolder folder) {
        if (folder.isInUse()) {
            throw new HistoryException("The server of this data folder is running, and its views change meanwhile:"
                    + " stop it, or name a copy with --views.");
        }
    }
}
