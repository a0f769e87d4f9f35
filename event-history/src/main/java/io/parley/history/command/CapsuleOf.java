package io.parley.history.command;

import io.parley.api.audit.About;
import io.parley.api.id.ConversationId;
import io.parley.history.capsule.Capsule;
import io.parley.history.people.People;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.source.Moment;
import io.parley.history.source.Occurrence;
import io.parley.history.text.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "capsule",
        description = {
            "Writes the events of a conversation as Java source for an aggregate fixture: fixture.given(ReportedCase.given()).",
            "People, devices, messages and texts become numbers; times stay."
        },
        footer = {"", "  history capsule alice,bob --as-of '#1234' --out ReportedCase.java"})
public final class CapsuleOf extends Reading {
    @Parameters(paramLabel = "CONVERSATION", description = "Its id, or two people as alice,bob.")
    private String conversation = "";

    @Option(names = "--as-of", paramLabel = "MOMENT", description = "Default: now. " + Moment.FORMS + ".")
    private @Nullable String asOf;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "NAME.java; the class is called like that. Default: to the terminal.")
    private @Nullable Path file;

    @Override
    About about(People people) {
        return About.of(people.conversation(conversation));
    }

    @Override
    void run(History history, People people, Shown shown) throws Exception {
        ConversationId id = people.conversation(conversation);
        String name = file == null ? "Capsule" : className(file);
        List<Object> events = history.of(id.value(), 0, position(history, asOf))
                .map(Occurrence::payload)
                .toList();
        String source = new Capsule().source(name, events);
        if (file == null) {
            out().print(source);
        } else {
            Files.writeString(file, source);
            out().println(events.size() + " events written to " + file);
        }
    }

    private static String className(Path file) {
        String name = file.getFileName().toString();
        if (!name.matches("[A-Z][A-Za-z0-9]*\\.java")) {
            throw new HistoryException("--out must be a Java file such as ReportedCase.java, not " + name + ".");
        }
        return name.substring(0, name.length() - ".java".length());
    }
}
