package io.parley.bench.scale;

import static io.parley.bench.scale.Table.percent;
import static io.parley.bench.scale.Table.rounded;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Findings to read: what was measured, what is assumed, and what follows from both are parts of their own. */
final class Text {
    private final Costs costs;
    private final Findings findings;
    private final Map<Cost, String> letters = new EnumMap<>(Cost.class);
    private final StringBuilder text = new StringBuilder();

    Text(Costs costs, Findings findings) {
        this.costs = costs;
        this.findings = findings;
        for (Cost cost : Cost.values()) {
            if (costs.isAssumed(cost)) {
                letters.put(cost, letter(letters.size()));
            }
        }
    }

    private static String letter(int number) {
        String last = String.valueOf((char) ('a' + number % 26));
        return number < 26 ? last : letter(number / 26 - 1) + last;
    }

    String all() {
        costs("Measured and counted", Set.of(Basis.MEASURED, Basis.COUNTED));
        costs("Assumed", Set.of(Basis.ASSUMED));
        if (!findings.needed().isEmpty()) {
            needed();
            breaking();
        }
        hotGroups();
        storms();
        directories();
        cuts();
        return text.toString();
    }

    private void part(String title, String explanation, Table table) {
        text.append(String.format("## %s%n", title));
        if (!explanation.isEmpty()) {
            text.append(explanation).append(System.lineSeparator());
        }
        text.append(String.format("%n%s%n", table));
    }

    private void costs(String title, Set<Basis> bases) {
        Table table = new Table(List.of("cost", "", "value", "unit", "where from"), Set.of(0, 1, 3, 4));
        for (Cost cost : Cost.values()) {
            Costs.Known known = costs.of(cost);
            if (bases.contains(known.basis())) {
                table.row(List.of(
                        cost.key(),
                        letters.getOrDefault(cost, known.basis().toString()),
                        plain(known.value()),
                        known.unit(),
                        known.source()));
            }
        }
        text.append(String.format("## %s%n%n%s%n", title, table));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : Double.toString(value);
    }

    private void needed() {
        List<String> heads = new ArrayList<>(List.of("connected people"));
        findings.needed().forEach(one -> heads.add(String.format(Locale.ROOT, "%,d", one.people())));
        heads.add("assumes");
        Table table = new Table(heads, Set.of(0, heads.size() - 1));
        for (Need need : Need.values()) {
            List<String> cells =
                    new ArrayList<>(List.of((need.meaning() + ", " + need.unit()).replaceFirst(", $", "")));
            Set<Cost> assumed = new TreeSet<>();
            for (Findings.Needed one : findings.needed()) {
                Extrapolated figure = Objects.requireNonNull(one.needs().get(need));
                cells.add(rounded(figure.value()));
                assumed.addAll(figure.assumed());
            }
            cells.add(lettersOf(assumed));
            table.row(cells);
        }
        part(
                "Extrapolated: what is needed",
                String.format(
                        Locale.ROOT,
                        "Nothing here was measured. Units are planned with %s of what they can do. The last column names what is assumed.",
                        percent(findings.workload().utilisation())),
                table);
    }

    private String lettersOf(Set<Cost> assumed) {
        return assumed.isEmpty()
                ? "-"
                : assumed.stream().sorted().map(letters::get).collect(Collectors.joining(" "));
    }

    private void breaking() {
        Table table = new Table(
                List.of(
                        "in the order in which it breaks",
                        "planned, people",
                        "full, people",
                        "needed in the end",
                        "assumes",
                        "more of it"),
                Set.of(0, 4, 5));
        for (BreakingPoints.Point point : findings.breakingPoints()) {
            table.row(List.of(
                    point.unit().meaning(),
                    rounded(point.planned()),
                    rounded(point.full()),
                    "x " + rounded(point.load().value()),
                    lettersOf(point.load().assumed()),
                    point.unit().more()));
        }
        part(
                "Extrapolated: what breaks first",
                "With how many connected people one of it is as busy as planned, and with how many it can do no more.",
                table);
    }

    private void hotGroups() {
        if (findings.hotGroups().isEmpty()) {
            return;
        }
        Table table = new Table(List.of(
                "members (online)",
                "messages/s",
                "edges",
                "deliveries a message",
                "to a member, p50 ms",
                "p99 ms",
                "watermarks an event",
                "receipt events a message",
                "receipts busy",
                "Redis busy",
                "Redis Mbit/s",
                "busiest edge"));
        for (HotGroup.Outcome one : findings.hotGroups()) {
            HotGroup.Setting setting = one.setting();
            table.row(List.of(
                    String.format(Locale.ROOT, "%,d (%,d)", setting.members(), setting.online()),
                    rounded(setting.perSecond()),
                    rounded(setting.edges()),
                    rounded((double) one.deliveries() / one.messages()),
                    rounded(one.p50Ms()),
                    rounded(one.p99Ms()),
                    rounded(one.mergedIntoOne()),
                    rounded((double) one.commands() / one.messages()),
                    percent(one.receiptsBusy()),
                    percent(one.redisBusy()),
                    rounded(one.redisMegabits()),
                    percent(one.busiestEdge())));
        }
        part(
                "Simulated: a hot group",
                "One group, alone on otherwise idle engines; everybody online is delivered and reads.",
                table);
    }

    private void storms() {
        if (findings.reconnectStorms().isEmpty()) {
            return;
        }
        Table table = new Table(List.of(
                "connections that are lost",
                "number",
                "99 of 100 in after, s",
                "all in after, s",
                "peak attempts/s",
                "attempts each",
                "edges that re-register",
                "cores busy",
                "Redis busy"));
        for (ReconnectStorm.Outcome one : findings.reconnectStorms()) {
            table.row(List.of(
                    one.name(),
                    rounded(one.connections()),
                    rounded(one.mostInSeconds()),
                    rounded(one.allInSeconds()),
                    rounded(one.peakAttempts()),
                    rounded(one.attemptsEach()),
                    rounded(one.reincarnations()),
                    percent(one.coresBusy()),
                    percent(one.redisBusy())));
        }
        part(
                "Simulated: reconnect storms",
                "Clients come back by their own rules; they find the cores and instances of the table above, but for what those who stayed take. "
                        + "\"Never\" is not within a quarter of an hour.",
                table);
    }

    private void directories() {
        if (findings.directoryLoads().isEmpty()) {
            return;
        }
        Table table = new Table(List.of(
                "connected people",
                "edges",
                "commands/s",
                "busy",
                "a command, p50 ms",
                "p99 ms",
                "a dead edge is swept in, s"));
        for (DirectoryLoad.Outcome one : findings.directoryLoads()) {
            boolean keepsUp = one.busy() < 1;
            table.row(List.of(
                    String.format(Locale.ROOT, "%,d", one.people()),
                    rounded(one.edges()),
                    rounded(one.perSecond()),
                    percent(one.busy()),
                    keepsUp ? rounded(one.p50Ms()) : "falls behind",
                    keepsUp ? rounded(one.p99Ms()) : "falls behind",
                    rounded(one.sweepSeconds())));
        }
        part("Simulated: the directory", "One Redis under everything that it is asked, while an edge dies.", table);
    }

    private void cuts() {
        if (findings.regionCuts().isEmpty()) {
            return;
        }
        Table table = new Table(List.of(
                "cut off for, min",
                "share of people",
                "messages that waited",
                "outboxes empty after, s",
                "its people current after, s",
                "until accepted, p50 s",
                "p99 s"));
        for (RegionCut.Outcome one : findings.regionCuts()) {
            table.row(List.of(
                    rounded(one.setting().cut().toMinutes()),
                    percent(one.setting().share()),
                    rounded(one.queued()),
                    rounded(one.outboxesEmptyAfter()),
                    rounded(one.currentAfter()),
                    rounded(one.p50Seconds()),
                    rounded(one.p99Seconds())));
        }
        part(
                "Simulated: a region is cut off from the event log, and comes back",
                "Nothing is lost: what was said waits in outboxes and in the log.",
                table);
    }
}
