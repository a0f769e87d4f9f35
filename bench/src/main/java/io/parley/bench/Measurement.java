package io.parley.bench;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.parley.bench.Settings.Part;
import io.parley.bench.load.Churn;
import io.parley.bench.load.ClosedLoop;
import io.parley.bench.load.Faults;
import io.parley.bench.load.GroupLoop;
import io.parley.bench.load.Idle;
import io.parley.bench.load.OpenLoop;
import io.parley.bench.load.Pairs;
import io.parley.bench.load.PendingMessages;
import io.parley.bench.load.People;
import io.parley.bench.load.People.Person;
import io.parley.bench.report.Figure;
import io.parley.bench.server.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the parts one after the other against one server; people's handles are new in each run. */
final class Measurement {
    private static final int LOOP_THREADS = 1;
    private static final int PENDING = 1_000;
    private static final long QUIET_MS = 200;
    private static final long END_WITHIN_MS = 5_000;
    private static final int GROUP = 100;
    private static final int PENDING_PEOPLE = 20;
    private static final int CROWD_ONLINE = 500;
    private static final int CHURN = 500;
    private static final int CHURN_PEOPLE = 500;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int SETTLE_IN_FLIGHT = 8;

    private final Settings settings;
    private final ServerProcess server;
    private final People registry;
    private final Faults faults = new Faults();
    private final List<Figure> figures = new ArrayList<>();

    Measurement(Settings settings, ServerProcess server) {
        this.settings = settings;
        this.server = server;
        this.registry = new People(server.address());
    }

    List<Figure> run() throws Exception {
        String prefix = "b" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(LOOP_THREADS, NioIoHandler.newFactory());
        try {
            if (settings.wantsPairs() || settings.wants(Part.idle)) {
                say("Registering " + 2 * settings.pairs + " people");
                withPeople(loops, registry.register(prefix + "p", 2 * settings.pairs));
            }
            if (settings.wants(Part.pending)) {
                say(PENDING + " pending");
                List<Person> fresh = registry.register(prefix + "q", PENDING_PEOPLE);
                add(new PendingMessages(PENDING).run(server.address(), loops, registry, fresh, faults));
            }
            if (settings.wants(Part.group)) {
                say("Registering " + (GROUP + 1) + " people for a group");
                group(loops, registry.register(prefix + "g", GROUP + 1));
            }
            if (settings.wants(Part.crowd)) {
                say("Registering " + (settings.crowd + 1) + " people for a large group, which takes minutes");
                crowd(loops, registry.register(prefix + "c", settings.crowd + 1));
            }
        } finally {
            // Closing sockets still say goodbye: the loops end when nothing has happened for a while.
            loops.shutdownGracefully(QUIET_MS, END_WITHIN_MS, TimeUnit.MILLISECONDS)
                    .syncUninterruptibly();
        }
        return figures;
    }

    private void withPeople(EventLoopGroup loops, List<Person> people) throws Exception {
        if (settings.wants(Part.idle)) {
            say(settings.idle + " idle connections");
            add(new Idle(settings.idle).run(server.address(), loops, people, server, faults));
        }
        if (settings.wantsPairs()) {
            try (Pairs pairs = Pairs.connect(server.address(), loops, registry, people, faults)) {
                loops(loops, pairs);
            }
        }
    }

    private void group(EventLoopGroup loops, List<Person> people) throws Exception {
        Duration warmUp = Duration.ofSeconds(settings.warmUp);
        Duration window = Duration.ofSeconds(settings.seconds);
        try (GroupLoop group = GroupLoop.connect(server.address(), loops, registry, people, GROUP, false, faults)) {
            for (int inFlight : List.of(1, SETTLE_IN_FLIGHT)) {
                String meaning = "group of " + GROUP + ", " + inFlight + " in flight";
                say(meaning);
                add(group.run("group" + GROUP + "." + inFlight, meaning, inFlight, server, warmUp, window));
            }
        }
    }

    private void crowd(EventLoopGroup loops, List<Person> people) throws Exception {
        Duration warmUp = Duration.ofSeconds(settings.warmUp);
        Duration window = Duration.ofSeconds(settings.seconds);
        int online = Math.min(CROWD_ONLINE, settings.crowd);
        say("The group forms");
        try (GroupLoop crowd = GroupLoop.connect(server.address(), loops, registry, people, online, true, faults)) {
            String meaning = "group of " + settings.crowd + " with " + online + " online, all reading";
            say(meaning);
            add(crowd.run("crowd" + settings.crowd, meaning, 1, server, warmUp, window));
        }
    }

    private void loops(EventLoopGroup loops, Pairs pairs) throws Exception {
        Duration warmUp = Duration.ofSeconds(settings.warmUp);
        Duration window = Duration.ofSeconds(settings.seconds);
        if (settings.settle > 0) {
            say("Load for " + settings.settle + " s, so that the server's JIT compiler settles");
            new ClosedLoop(SETTLE_IN_FLIGHT)
                    .run(pairs.all(), server, Duration.ZERO, Duration.ofSeconds(settings.settle), faults);
        }
        for (Part part : List.of(Part.closed1, Part.closed8)) {
            if (settings.wants(part)) {
                int inFlight = part == Part.closed1 ? 1 : SETTLE_IN_FLIGHT;
                say("Closed loop, " + inFlight + " in flight");
                add(new ClosedLoop(inFlight).run(pairs.all(), server, warmUp, window, faults));
            }
        }
        if (settings.wants(Part.open)) {
            say("Open loop, " + settings.rate + "/s");
            add(new OpenLoop(settings.rate).run(pairs.all(), server, warmUp, window, faults));
        }
        if (settings.wants(Part.churn)) {
            churn(loops, pairs, warmUp, window);
        }
    }

    private void churn(EventLoopGroup loops, Pairs pairs, Duration warmUp, Duration window) throws Exception {
        List<Person> passing = registry.register("x" + System.currentTimeMillis(), CHURN_PEOPLE);
        say("Open loop, " + settings.rate + "/s beside " + CHURN + " connects a second");
        long before = System.nanoTime();
        try (Churn churn = new Churn(server.address(), loops, passing, CHURN, faults)) {
            add(new OpenLoop("churn", " beside connects", settings.rate)
                    .run(pairs.all(), server, warmUp, window, faults));
            double seconds = (System.nanoTime() - before) / NANOS_PER_SECOND;
            add(List.of(new Figure(
                    "churn.connects", "beside it: connects and disconnects", churn.connected() / seconds, "/s", "")));
        }
    }

    /** Shown as soon as it is known: a run takes minutes. */
    private void add(List<Figure> measured) {
        measured.forEach(
                figure -> System.err.printf("  %s: %.2f %s%n", figure.meaning(), figure.value(), figure.unit()));
        figures.addAll(measured);
    }

    private static void say(String what) {
        System.err.println(what + " ...");
    }
}
