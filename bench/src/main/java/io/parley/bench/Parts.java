package io.parley.bench;

import io.parley.bench.Settings.Part;
import io.parley.bench.load.Arrivals;
import io.parley.bench.load.CatchUp;
import io.parley.bench.load.Churn;
import io.parley.bench.load.ClosedLoop;
import io.parley.bench.load.Contender;
import io.parley.bench.load.GroupLoop;
import io.parley.bench.load.HighestRate;
import io.parley.bench.load.Idle;
import io.parley.bench.load.OpenLoop;
import io.parley.bench.load.Pair;
import io.parley.bench.load.PendingMessages;
import io.parley.bench.load.Room;
import io.parley.bench.load.Storm;
import io.parley.bench.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs single parts against one server. Who talks is made when it is first needed, and kept for the next round. */
final class Parts implements AutoCloseable {
    static final int GROUP = 100;

    private static final int PENDING = 1_000;
    private static final int AWAY = 10;
    private static final int CHURN = 500;
    private static final int CHURN_PEOPLE = 500;
    private static final int IN_FLIGHT = 8;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Settings settings;
    private final Contender contender;
    private final Idle idle;
    private @Nullable List<Pair> pairs;
    private @Nullable Room room;
    private @Nullable Arrivals crowd;

    Parts(Settings settings, Contender contender) {
        this.settings = settings;
        this.contender = contender;
        this.idle = new Idle(settings.idle);
    }

    List<Figure> run(Part part) throws Exception {
        return switch (part) {
            case closed1 -> closed(1);
            case closed8 -> closed(IN_FLIGHT);
            case highest -> new HighestRate().run(pairs(), contender.server(), contender.faults());
            case open ->
                new OpenLoop(settings.rate).run(pairs(), contender.server(), warmUp(), window(), contender.faults());
            case idle -> idle.run(crowd(), contender.server(), contender.faults());
            case storm -> new Storm(settings.idle).run(crowd());
            case pending -> new PendingMessages(PENDING, AWAY).run(contender);
            case history -> new CatchUp(PENDING).run(contender);
            case group -> group();
            case churn -> churn();
            case crowd, files, replay, crash ->
                throw new IllegalArgumentException(part + " needs more than a server to talk to");
        };
    }

    /** Load that nothing is read from, until compilers and caches have settled. */
    void settle() throws Exception {
        if (settings.settle > 0) {
            say("Load for " + settings.settle + " s, so that the server settles");
            new ClosedLoop(IN_FLIGHT)
                    .run(
                            pairs(),
                            contender.server(),
                            Duration.ZERO,
                            Duration.ofSeconds(settings.settle),
                            contender.faults());
        }
    }

    private List<Figure> closed(int inFlight) throws Exception {
        return new ClosedLoop(inFlight).run(pairs(), contender.server(), warmUp(), window(), contender.faults());
    }

    private List<Figure> group() throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (int inFlight : List.of(1, IN_FLIGHT)) {
            figures.addAll(new GroupLoop(
                            "group" + GROUP + "." + inFlight,
                            "group of " + GROUP + ", " + inFlight + " in flight",
                            inFlight)
                    .run(room(), contender.server(), warmUp(), window(), contender.faults()));
        }
        return figures;
    }

    private List<Figure> churn() throws Exception {
        Arrivals passing = contender.arrivals(CHURN_PEOPLE);
        List<Pair> talking = pairs();
        long before = System.nanoTime();
        try (Churn churn = new Churn(passing, CHURN_PEOPLE, CHURN)) {
            List<Figure> figures = new ArrayList<>(new OpenLoop("churn", " beside connects", settings.rate)
                    .run(talking, contender.server(), warmUp(), window(), contender.faults()));
            double seconds = (System.nanoTime() - before) / NANOS_PER_SECOND;
            figures.add(new Figure(
                    "churn.connects", "beside it: connects and disconnects", churn.connected() / seconds, "/s", ""));
            return figures;
        }
    }

    private List<Pair> pairs() throws Exception {
        if (pairs == null) {
            say(contender.name() + ": " + settings.pairs + " pairs connect");
            pairs = contender.pairs(settings.pairs);
        }
        return pairs;
    }

    private Room room() throws Exception {
        if (room == null) {
            say(contender.name() + ": a group of " + GROUP + " forms");
            room = contender.room(GROUP);
        }
        return room;
    }

    private Arrivals crowd() throws Exception {
        if (crowd == null) {
            say(contender.name() + ": making " + settings.idle + " people");
            crowd = contender.arrivals(settings.idle);
        }
        return crowd;
    }

    private Duration warmUp() {
        return Duration.ofSeconds(settings.warmUp);
    }

    private Duration window() {
        return Duration.ofSeconds(settings.seconds);
    }

    private static void say(String what) {
        System.err.println(what + " ...");
    }

    @Override
    public void close() {
        if (pairs != null) {
            pairs.forEach(Pair::close);
            pairs = null;
        }
        if (room != null) {
            room.close();
            room = null;
        }
    }
}
