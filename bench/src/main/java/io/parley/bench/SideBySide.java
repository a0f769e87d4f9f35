package io.parley.bench;

import io.parley.bench.Settings.Part;
import io.parley.bench.load.Contender;
import io.parley.bench.load.Crash;
import io.parley.bench.load.Faults;
import io.parley.bench.load.Mortal;
import io.parley.bench.parley.ParleyContender;
import io.parley.bench.peers.Peer;
import io.parley.bench.peers.PeerKind;
import io.parley.bench.report.Comparison;
import io.parley.bench.report.Figure;
import io.parley.bench.report.Measure;
import io.parley.bench.report.Measured;
import io.parley.bench.server.BenchServer;
import io.parley.bench.xmpp.XmppContender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Parley and its peers, all started, measured in turn: part by part, and within a part round by round. */
final class SideBySide {
    private static final Duration CRASH_AFTER = Duration.ofSeconds(3);
    private static final List<String> UNEQUAL = List.of(
            "Parley writes a message as an event, its delivery and its reading as others, all on one log, which is synced before anything "
                    + "of it is acknowledged or passed on; it writes the views of it besides, not synced, which it can make again.",
            "Parley acknowledges each message by itself. XMPP does not: the answer to a ping behind the message stands for it where one is "
                    + "needed, and receipts carry the hint to store them, because Parley stores every receipt.",
            "History: Parley's pages are asked for at once, because entries are numbered without gaps; a page of XEP-0313 names the next, so "
                    + "they are asked for one after the other. Both have 100 messages to a page.",
            "Log-in: Parley checks a token; the peers compare a plain password, without SCRAM, to be as fast as they can.",
            "CPU is that of all processes of a server, its database included. RSS is that of the process that holds the connections.",
            "Idle connections are measured once, before everything else, because a process seldom gives memory back. A JVM's RSS grows by what its "
                    + "collector has not yet cleared, too: the live heap is what a connection holds.",
            "kill -9 ends processes, not the machine: what the operating system has taken over survives it, synced or not.");

    private final Settings settings;
    private final List<Entrant> entrants = new ArrayList<>();
    private final Map<String, Measure> figures = new LinkedHashMap<>();
    private @Nullable String ended;

    SideBySide(Settings settings) {
        this.settings = settings;
    }

    private record Entrant(Contender contender, Mortal mortal, Parts parts, Measured measured) {}

    /** @param data parent of the peers' folders; null is the folder for temporary files */
    Comparison run(
            List<PeerKind> kinds, ServerChoice choice, @Nullable Path data, Instant time, Map<String, String> machine)
            throws Exception {
        List<Peer> peers = new ArrayList<>();
        try (BenchServer server = choice.start();
                Loops loops = new Loops()) {
            enter(new ParleyContender(server.address(), server, loops.group(), new Faults()), server);
            for (PeerKind kind : kinds) {
                System.err.println("Starting " + kind + " ...");
                Peer peer = kind.start(data);
                peers.add(peer);
                enter(new XmppContender(peer.name(), peer.address(), peer, peer, loops.group(), new Faults()), peer);
            }
            try {
                measure();
            } catch (IllegalStateException | ExecutionException | TimeoutException voided) {
                ended = "The run ended early, so what would have come later is missing: " + voided;
            }
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
        List<String> unequal = new ArrayList<>(UNEQUAL);
        kinds.forEach(kind -> unequal.add(1, kind.promise()));
        Map<String, String> described = new TreeMap<>(settings.asText());
        described.put("rounds", Integer.toString(settings.rounds));
        return new Comparison(
                time,
                machine,
                described,
                List.copyOf(figures.values()),
                entrants.getFirst().measured(),
                entrants.stream().skip(1).map(Entrant::measured).toList(),
                unequal,
                ended);
    }

    private void enter(Contender contender, Mortal mortal) {
        entrants.add(new Entrant(contender, mortal, new Parts(settings, contender), new Measured(contender.name())));
    }

    private void measure() throws Exception {
        rounds(Part.idle, 1);
        if (settings.wantsPairs()) {
            for (Entrant entrant : entrants) {
                entrant.parts().settle();
            }
        }
        for (Part part : EnumSet.complementOf(EnumSet.of(Part.idle, Part.crash))) {
            rounds(part, settings.rounds);
        }
        entrants.forEach(entrant -> entrant.parts().close());
        rounds(Part.crash, settings.rounds);
    }

    private void rounds(Part part, int count) throws Exception {
        if (settings.wantsOfPeers(part)) {
            for (int round = 1; round <= count; round++) {
                for (Entrant entrant : entrants) {
                    say(part, round, entrant);
                    add(entrant, run(part, entrant));
                }
            }
        }
    }

    private static List<Figure> run(Part part, Entrant entrant) throws Exception {
        return part == Part.crash
                ? new Crash(CRASH_AFTER).run(entrant.contender(), entrant.mortal())
                : entrant.parts().run(part);
    }

    private static void say(Part part, int round, Entrant entrant) {
        System.err.printf(
                "%s, round %d, %s ...%n",
                part.meaning(), round, entrant.contender().name());
    }

    /** Shown as soon as it is known: a run takes minutes. */
    private void add(Entrant entrant, List<Figure> measured) {
        for (Figure figure : measured) {
            System.err.printf("  %s: %.2f %s%n", figure.meaning(), figure.value(), figure.unit());
            figures.putIfAbsent(figure.name(), new Measure(figure.name(), figure.meaning(), figure.unit()));
        }
        entrant.measured().add(measured);
    }
}
