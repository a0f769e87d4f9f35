package io.parley.bench;

import io.parley.bench.Settings.Part;
import io.parley.bench.load.Crash;
import io.parley.bench.load.Faults;
import io.parley.bench.load.GroupLoop;
import io.parley.bench.load.Mortal;
import io.parley.bench.load.Room;
import io.parley.bench.load.Server;
import io.parley.bench.parley.ParleyContender;
import io.parley.bench.report.Figure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the parts one after the other against one server of Parley's. */
final class Measurement {
    private static final int CROWD_ONLINE = 500;
    private static final Duration CRASH_AFTER = Duration.ofSeconds(3);

    private final Settings settings;
    private final URI address;
    private final Server server;
    private final @Nullable Mortal mortal;
    private final List<Figure> figures = new ArrayList<>();

    /** @param mortal null where the server belongs to somebody else */
    Measurement(Settings settings, URI address, Server server, @Nullable Mortal mortal) {
        this.settings = settings;
        this.address = address;
        this.server = server;
        this.mortal = mortal;
    }

    List<Figure> run() throws Exception {
        try (Loops loops = new Loops()) {
            ParleyContender parley = new ParleyContender(address, server, loops.group(), new Faults());
            try (Parts parts = new Parts(settings, parley)) {
                run(parts);
            }
            if (settings.wants(Part.crowd)) {
                crowd(parley);
            }
            if (settings.wants(Part.replay)) {
                System.err.println("A history of 1,000,000 events is made, which takes a minute or two ...");
                add(HistoryFigures.measure());
            }
            if (settings.wants(Part.crash) && mortal != null) {
                System.err.println("kill -9 ...");
                add(new Crash(CRASH_AFTER).run(parley, mortal));
            }
        }
        return figures;
    }

    private void run(Parts parts) throws Exception {
        if (settings.wants(Part.idle)) {
            add(parts.run(Part.idle));
        }
        if (settings.wantsPairs()) {
            parts.settle();
        }
        for (Part part : List.of(
                Part.closed1,
                Part.closed8,
                Part.open,
                Part.highest,
                Part.churn,
                Part.pending,
                Part.history,
                Part.group,
                Part.storm)) {
            if (settings.wants(part)) {
                System.err.println(part.meaning() + " ...");
                add(parts.run(part));
            }
        }
    }

    private void crowd(ParleyContender parley) throws Exception {
        int online = Math.min(CROWD_ONLINE, settings.crowd);
        System.err.println("A group of " + settings.crowd + " forms, which takes minutes ...");
        Room room = parley.room(settings.crowd, online, true);
        String meaning = "group of " + settings.crowd + " with " + online + " online, all reading";
        add(new GroupLoop("crowd" + settings.crowd, meaning, 1)
                .run(
                        room,
                        server,
                        Duration.ofSeconds(settings.warmUp),
                        Duration.ofSeconds(settings.seconds),
                        parley.faults()));
        room.close();
    }

    /** Shown as soon as it is known: a run takes minutes. */
    private void add(List<Figure> measured) {
        measured.forEach(
                figure -> System.err.printf("  %s: %.2f %s%n", figure.meaning(), figure.value(), figure.unit()));
        figures.addAll(measured);
    }
}
