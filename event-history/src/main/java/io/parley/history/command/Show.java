package io.parley.history.command;

import io.parley.api.audit.About;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.history.fold.ConversationAsOf;
import io.parley.history.people.People;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.source.Moment;
import io.parley.history.text.Shown;
import io.parley.history.text.Times;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "A conversation as it was: its last entries, who was in it, and how far everybody had got.",
        footer = {"", "  history show alice,bob", "  history show alice,bob --as-of '2026-11-24 12:00'"})
public final class Show extends Question {
    @Parameters(paramLabel = "CONVERSATION", description = "Its id, or two people as alice,bob.")
    private String conversation = "";

    @Option(names = "--as-of", paramLabel = "MOMENT", description = "Default: now. " + Moment.FORMS + ".")
    private @Nullable String asOf;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many of the last entries. Default: ${DEFAULT-VALUE}.")
    private int last;

    @Override
    About about(People people) {
        return About.of(people.conversation(conversation));
    }

    @Override
    void run(History history, People people, Shown shown) {
        if (last < 0) {
            throw new HistoryException("--last must be 0 or more, not " + last + ".");
        }
        ConversationId id = people.conversation(conversation);
        long position = position(history, asOf);
        ConversationAsOf was = ConversationAsOf.read(history, id, position, last);
        out().println("Conversation " + id + " as of position " + position
                + (asOf == null ? "" : " (" + moment(asOf) + ")"));
        if (was.head() < 0) {
            out().println("It had not begun.");
            return;
        }
        out().println((was.head() + 1) + " entries, " + was.messages() + " messages");
        if (was.entries().size() <= was.head()) {
            out().println("   …");
        }
        was.entries().forEach(entry -> out().println(entry(entry, shown)));
        out().println();
        was.members().forEach(member -> out().println(member(member, shown)));
    }

    private static String entry(ConversationAsOf.Entry entry, Shown shown) {
        return String.format("%6d  %s  %s", entry.seq(), Times.of(entry.event().time()), words(entry.event(), shown));
    }

    private static String words(ConversationEvent event, Shown shown) {
        if (event instanceof MessageSent sent) {
            return shown.person(sent.from()) + ": " + shown.body(sent.body());
        }
        return "* " + event.getClass().getSimpleName() + " " + shown.components(event, Set.of("conversation", "time"));
    }

    private static String member(ConversationAsOf.Member member, Shown shown) {
        return String.format(
                "%-24s %s  delivered %d, read %d, unread %d",
                shown.person(member.user()),
                member.present() ? "member" : "gone since " + member.last(),
                member.reached().delivered(),
                member.reached().read(),
                member.unread());
    }
}
