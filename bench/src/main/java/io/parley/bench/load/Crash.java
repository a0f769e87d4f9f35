package io.parley.bench.load;

import io.parley.bench.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** People write to others who are away, the server is killed meanwhile: what was acknowledged must be there when it has started again. */
public final class Crash {
    private static final int WRITERS = 20;
    private static final int ENDLESS = 1_000_000;

    private final Duration length;

    /** @param length how long they write */
    public Crash(Duration length) {
        this.length = length;
    }

    public List<Figure> run(Contender contender, Mortal mortal) throws Exception {
        Faults expected = new Faults();
        List<Mailbox> mailboxes = new ArrayList<>();
        List<Filling> fillings = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Mailbox mailbox = contender.mailbox(expected);
            Filling filling = new Filling(ENDLESS);
            filling.start(mailbox);
            mailboxes.add(mailbox);
            fillings.add(filling);
        }
        expected.checkFor(length);
        mortal.kill();
        TimeUnit.MILLISECONDS.sleep(200); // answers that are on their way
        fillings.forEach(Filling::abandon);
        mortal.restart();
        Awaited awaited = new Awaited();
        long acknowledged = 0;
        long gone = 0;
        for (int i = 0; i < WRITERS; i++) {
            long wanted = fillings.get(i).acknowledgedSoFar();
            acknowledged += wanted;
            gone += Math.max(0, wanted - awaited.stored(mailboxes.get(i), wanted));
        }
        return List.of(
                new Figure("crash.acknowledged", "kill -9: acknowledged before it", acknowledged, "", ""),
                new Figure("crash.gone", "kill -9: of these gone", gone, "", "0"));
    }
}
