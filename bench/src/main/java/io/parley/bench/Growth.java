package io.parley.bench;

import io.parley.bench.load.Arrivals;
import io.parley.bench.load.Crowd;
import io.parley.bench.load.Faults;
import io.parley.bench.load.GroupLoop;
import io.parley.bench.load.Pair;
import io.parley.bench.load.Room;
import io.parley.bench.load.SpreadLoop;
import io.parley.bench.parley.ParleyContender;
import io.parley.bench.report.Curve;
import io.parley.bench.report.Curve.Point;
import io.parley.bench.report.Figure;
import io.parley.bench.server.BenchServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What size costs: one thing grows, the rest stays. Each curve has a server of its own. */
final class Growth {
    private static final int IN_FLIGHT = 100;
    private static final int GROUP_IN_FLIGHT = 8;
    private static final int AT_ONCE = 50;

    private final Settings settings;
    private final GrowthSettings sizes;
    private final ServerChoice choice;

    Growth(Settings settings, GrowthSettings sizes, ServerChoice choice) {
        this.settings = settings;
        this.sizes = sizes;
        this.choice = choice;
    }

    List<Curve> run() throws Exception {
        return List.of(
                new Curve("conversations", "conversations", "messages", on(this::conversations)),
                new Curve("stored", "messages stored before", "messages", on(this::stored)),
                new Curve("members", "members of the group", "deliveries", on(this::members)),
                new Curve("connections", "idle connections beside", "messages", on(this::connections)));
    }

    private interface Measuring {
        List<Point> on(ParleyContender parley) throws Exception;
    }

    private List<Point> on(Measuring measuring) throws Exception {
        try (BenchServer server = choice.start();
                Loops loops = new Loops()) {
            return measuring.on(new ParleyContender(server.address(), server, loops.group(), new Faults()));
        }
    }

    private List<Point> conversations(ParleyContender parley) throws Exception {
        List<Pair> pairs = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        for (int size : sizes.conversations) {
            pairs.addAll(parley.pairs(size - pairs.size()));
            if (points.isEmpty()) {
                settle(parley, pairs);
            }
            points.add(talk(parley, pairs, size, "conversations"));
        }
        pairs.forEach(Pair::close);
        return points;
    }

    private List<Point> stored(ParleyContender parley) throws Exception {
        List<Pair> pairs = parley.pairs(settings.pairs);
        List<Point> points = new ArrayList<>();
        long stored = 0;
        for (int size : sizes.stored) {
            say(size + " messages are stored");
            new SpreadLoop("fill", "", IN_FLIGHT * GROUP_IN_FLIGHT).fill(pairs, size - stored, parley.faults());
            stored = size;
            points.add(talk(parley, pairs, size, "messages stored before"));
        }
        pairs.forEach(Pair::close);
        return points;
    }

    private List<Point> members(ParleyContender parley) throws Exception {
        List<Pair> pairs = parley.pairs(settings.pairs);
        settle(parley, pairs);
        pairs.forEach(Pair::close);
        List<Point> points = new ArrayList<>();
        for (int size : sizes.members) {
            say("A group of " + size + " forms");
            Room room = parley.room(size);
            List<Figure> figures = new GroupLoop("members", "group of " + size, GROUP_IN_FLIGHT)
                    .run(room, parley.server(), warmUp(), window(), parley.faults());
            points.add(
                    shown(new Point(size, value(figures, "members.deliveries"), value(figures, "members.cpu") / size)));
            room.close();
        }
        return points;
    }

    private List<Point> connections(ParleyContender parley) throws Exception {
        List<Pair> pairs = parley.pairs(settings.pairs);
        settle(parley, pairs);
        Arrivals people = parley.arrivals(sizes.connections.getLast());
        List<Crowd> crowds = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        int open = 0;
        for (int size : sizes.connections) {
            int from = open;
            crowds.add(Crowd.open(size - from, AT_ONCE, person -> people.arrive(from + person)));
            open = size;
            points.add(talk(parley, pairs, size, "idle connections beside"));
        }
        crowds.forEach(Crowd::close);
        pairs.forEach(Pair::close);
        return points;
    }

    private void settle(ParleyContender parley, List<Pair> pairs) throws Exception {
        if (settings.settle > 0) {
            say("Load for " + settings.settle + " s, so that the server settles");
            new SpreadLoop("settle", "", IN_FLIGHT)
                    .run(pairs, parley.server(), Duration.ZERO, Duration.ofSeconds(settings.settle), parley.faults());
        }
    }

    private Point talk(ParleyContender parley, List<Pair> pairs, int size, String what) throws Exception {
        say(size + " " + what);
        List<Figure> figures =
                new SpreadLoop("talk", "", IN_FLIGHT).run(pairs, parley.server(), warmUp(), window(), parley.faults());
        return shown(new Point(size, value(figures, "talk"), value(figures, "talk.cpu")));
    }

    private static Point shown(Point point) {
        System.err.printf("  %.0f/s, CPU %.3f s per 1,000%n", point.perSecond(), point.cpu());
        return point;
    }

    private static double value(List<Figure> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
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
}
