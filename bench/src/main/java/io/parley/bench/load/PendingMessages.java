package io.parley.bench.load;

import io.parley.bench.report.Figure;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From the first packet of a log-in until everything that was sent meanwhile is there. */
public final class PendingMessages {
    private static final long DEADLINE_SECONDS = 60;

    private final int messages;
    private final int people;

    /** @param people who were away, one after the other */
    public PendingMessages(int messages, int people) {
        this.messages = messages;
        this.people = people;
    }

    public List<Figure> run(Contender contender) throws Exception {
        Times times = new Times();
        for (int i = 0; i < people; i++) {
            Mailbox mailbox = contender.mailbox(contender.faults());
            Filling.fill(mailbox, messages);
            long from = System.nanoTime();
            mailbox.collect(messages).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            times.add(from, System.nanoTime());
            contender.faults().check();
        }
        return List.of(
                new Figure(
                        "pending.median",
                        messages + " pending: until all are there, median",
                        times.median(),
                        "ms",
                        "<= 50"),
                new Figure("pending.first", messages + " pending: the first, cold", times.first(), "ms", ""));
    }
}
