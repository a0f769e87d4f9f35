package io.parley.history.command;

import io.parley.api.audit.About;
import io.parley.api.id.UserId;
import io.parley.history.fold.InboxAsOf;
import io.parley.history.people.People;
import io.parley.history.source.History;
import io.parley.history.source.Moment;
import io.parley.history.text.Shown;
import io.parley.history.text.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "inbox",
        description =
                "A person's conversations as they had them in front of them, newest first. Reads all events up to then.",
        footer = {"", "  history inbox bob --as-of 2h"})
public final class Inbox extends Question {
    @Parameters(paramLabel = "PERSON", description = "A handle or an id.")
    private String person = "";

    @Option(names = "--as-of", paramLabel = "MOMENT", description = "Default: now. " + Moment.FORMS + ".")
    private @Nullable String asOf;

    @Override
    About about(People people) {
        return About.of(people.find(person));
    }

    @Override
    void run(History history, People people, Shown shown) {
        UserId user = people.find(person);
        long position = position(history, asOf);
        List<InboxAsOf.Line> lines = InboxAsOf.read(history, user, position);
        out().println("Inbox of " + shown.person(user) + " as of position " + position
                + (asOf == null ? "" : " (" + moment(asOf) + ")") + ": " + lines.size() + " conversations, "
                + lines.stream().mapToLong(InboxAsOf.Line::unread).sum() + " unread");
        lines.forEach(line -> out().println(line(line, shown)));
    }

    private static String line(InboxAsOf.Line line, Shown shown) {
        return String.format(
                "%s  %-20s %3d unread  read %d of %d%s  %s%s",
                Times.of(line.changed()),
                line.with() == null ? shown.body(line.title()) : shown.person(line.with()),
                line.unread(),
                line.reached().read(),
                line.head(),
                line.present() ? "" : " (gone)",
                line.conversation(),
                line.last() == null
                        ? ""
                        : "  " + shown.person(line.last().from()) + ": "
                                + shown.body(line.last().body()));
    }
}
