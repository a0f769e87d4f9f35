package io.parley.history.command;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.id.UserId;
import io.parley.history.people.People;
import io.parley.history.rule.Rule;
import io.parley.history.source.History;
import io.parley.history.source.Moment;
import io.parley.history.text.Shown;
import io.parley.history.text.Times;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "what-if",
        description =
                "Runs a rule over the history that is not there: what it would have refused, and whom it would have hit.",
        footer = {"", "  history what-if --rule sends=20/10s --rule group=50"})
public final class WhatIf extends Question {
    private static final int MOST_TOLD = 10;

    @Option(names = "--rule", required = true, paramLabel = "RULE", description = Rule.FORMS + "; may be repeated.")
    private List<String> rules = List.of();

    @Option(names = "--from", paramLabel = "MOMENT", description = "Only what was stored later. " + Moment.FORMS + ".")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "MOMENT", description = "Nothing that was stored later.")
    private @Nullable String to;

    private static final class Refused {
        private long count;
        private @Nullable String first;
        private final Map<String, Long> whom = new HashMap<>();
    }

    @Override
    void run(History history, People people, Shown shown) {
        long above = from == null ? 0 : position(history, from);
        List<Rule> parsed = rules.stream().map(Rule::parse).toList();
        for (int i = 0; i < rules.size(); i++) {
            tell(rules.get(i), parsed.get(i), refused(history, parsed.get(i), above), shown);
        }
    }

    /** From the beginning, so that the rule knows what went before. */
    private Refused refused(History history, Rule rule, long above) {
        Refused refused = new Refused();
        history.between(0, position(history, to)).forEach(at -> {
            if (at.payload() instanceof ConversationEvent event) {
                rule.refuses(event, at).filter(whom -> at.position() > above).ifPresent(whom -> {
                    refused.count++;
                    refused.whom.merge(whom, 1L, Long::sum);
                    if (refused.first == null) {
                        refused.first = Times.of(event.time()) + " (position " + at.position() + ")";
                    }
                });
            }
        });
        return refused;
    }

    private void tell(String text, Rule rule, Refused refused, Shown shown) {
        out().printf(
                        Locale.ROOT,
                        "%s would have refused %,d of %,d%s%n",
                        text,
                        refused.count,
                        rule.judged(),
                        refused.first == null ? "" : ", the first at " + refused.first);
        refused.whom.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .limit(MOST_TOLD)
                .forEach(whom -> out().printf(
                                Locale.ROOT, "  %,8d %s%n", whom.getValue(), shown.person(new UserId(whom.getKey()))));
        if (refused.whom.size() > MOST_TOLD) {
            out().println("  … and " + (refused.whom.size() - MOST_TOLD) + " more");
        }
    }
}
