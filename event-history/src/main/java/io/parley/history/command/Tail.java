package io.parley.history.command;

import io.parley.api.audit.About;
import io.parley.api.conversation.ConversationEvent;
import io.parley.history.people.People;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.source.Moment;
import io.parley.history.source.Occurrence;
import io.parley.history.text.Shown;
import io.parley.history.text.Times;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "tail",
        description = "The last events, or those of a time, one a line; --follow waits for more.",
        footer = {
            "",
            "  history tail --last 50 --type MessageSent --person alice",
            "  history tail --from 2026-11-24T12:00:00Z --to 15m --json > events.jsonl",
            "  history tail --follow --conversation alice,bob"
        })
public final class Tail extends Question {
    private static final int LAST = 20;
    private static final long LOOKS_MS = 500;

    @Option(
            names = "--from",
            paramLabel = "MOMENT",
            description = "Everything above that position, or from that time on: " + Moment.FORMS + ".")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "MOMENT", description = "Nothing that was stored later.")
    private @Nullable String to;

    @Option(
            names = "--last",
            paramLabel = "N",
            description = "At most the last N of them. Default: " + LAST + ", or all where --from is given.")
    private @Nullable Integer last;

    @Mixin
    private Which which = new Which();

    @Option(names = "--json", description = "A line of JSON each, texts opened.")
    private boolean json;

    @Option(names = "--follow", description = "Go on with what is stored from now on, until Ctrl-C.")
    private boolean follow;

    @Override
    About about(People people) {
        return which.about(people);
    }

    @Override
    void run(History history, People people, Shown shown) throws InterruptedException {
        if (follow && to != null) {
            throw new HistoryException("--follow goes on, so that --to makes no sense beside it.");
        }
        if (last != null && last < 0) {
            throw new HistoryException("--last must be 0 or more, not " + last + ".");
        }
        Predicate<Occurrence> wanted = which.in(people);
        long above = from == null ? 0 : start(history, from);
        try (Stream<Occurrence> events =
                history.between(above, position(history, to)).filter(wanted)) {
            print(events, event -> print(event, shown));
        }
        if (follow) {
            out().flush();
            follow(history, wanted);
        }
    }

    /** From a time on means with it; above a position means without it. */
    private static long start(History history, String from) {
        return switch (moment(from)) {
            case Moment.AtTime at -> history.positionBefore(at.time());
            case Moment.AtPosition at -> at.position();
        };
    }

    private void print(Stream<Occurrence> events, Consumer<Occurrence> printer) {
        if (last == null && from != null) {
            events.forEach(printer);
            return;
        }
        int most = last == null ? LAST : last;
        Deque<Occurrence> kept = new ArrayDeque<>();
        events.forEach(event -> {
            kept.add(event);
            if (kept.size() > most) {
                kept.removeFirst();
            }
        });
        kept.forEach(printer);
    }

    /** A store that was opened read-only stays as it is: it is opened again and again. Ends when nobody reads any more. */
    private void follow(History opened, Predicate<Occurrence> wanted) throws InterruptedException {
        long seen = opened.head();
        while (!out().checkError()) {
            TimeUnit.MILLISECONDS.sleep(LOOKS_MS);
            try (History history = opened.again()) {
                Shown shown = new Shown(history, new People(history));
                history.between(seen, history.head()).filter(wanted).forEach(event -> print(event, shown));
                seen = history.head();
            }
        }
    }

    private void print(Occurrence event, Shown shown) {
        out().println(json ? shown.json(event) : line(event, shown));
    }

    private static String line(Occurrence event, Shown shown) {
        String number = event.payload() instanceof ConversationEvent ? ":" + event.seq() : "";
        return String.format(
                "%8d  %s  %-18s %s",
                event.position(),
                Times.of(event.stored()),
                event.shortType() + number,
                shown.components(event.payload(), Set.of("time")));
    }
}
