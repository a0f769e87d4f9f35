package io.parley.history.command;

import io.parley.api.audit.About;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.history.fold.Difference;
import io.parley.history.people.People;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.source.Moment;
import io.parley.history.text.Shown;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = "What changed between two moments: events by type, people, and what each conversation got.",
        footer = {"", "  history diff 2h 1h", "  history diff '#1000' '#2000' --person alice"})
public final class Diff extends Question {
    @Parameters(index = "0", paramLabel = "T1", description = "After what was stored by then: " + Moment.FORMS + ".")
    private String first = "";

    @Parameters(index = "1", paramLabel = "T2", description = "Up to what was stored by then.")
    private String second = "";

    @Mixin
    private Which which = new Which();

    @Override
    About about(People people) {
        return which.about(people);
    }

    @Override
    void run(History history, People people, Shown shown) {
        long above = position(history, first);
        long upTo = position(history, second);
        if (above > upTo) {
            throw new HistoryException(first + " is later than " + second + "; write the earlier moment first.");
        }
        Difference difference = Difference.between(history, above, upTo, which.in(people));
        out().println("From position " + above + " to " + upTo);
        difference.types().forEach((type, count) -> out().printf("  + %6d %s%n", count, type));
        if (!difference.registered().isEmpty()) {
            out().println("New people: " + names(difference.registered(), shown));
        }
        difference.conversations().forEach((conversation, changed) -> conversation(conversation, changed, shown));
    }

    private void conversation(ConversationId conversation, Difference.Changed changed, Shown shown) {
        out().println((changed.isNew() ? "New conversation " : "Conversation ") + conversation + ": + "
                + changed.messages() + " messages, + " + changed.otherEntries() + " other entries");
        if (!changed.came().isEmpty()) {
            out().println("  came: " + names(changed.came(), shown));
        }
        if (!changed.gone().isEmpty()) {
            out().println("  went: " + names(changed.gone(), shown));
        }
        for (Map.Entry<UserId, Difference.Moves> moved : changed.moves().entrySet()) {
            Difference.Moves moves = moved.getValue();
            out().printf(
                            "  %s: delivered %d → %d, read %d → %d%n",
                            shown.person(moved.getKey()),
                            moves.deliveredBefore(),
                            moves.delivered(),
                            moves.readBefore(),
                            moves.read());
        }
    }

    private static String names(Collection<UserId> people, Shown shown) {
        return people.stream().map(shown::person).collect(Collectors.joining(", "));
    }
}
