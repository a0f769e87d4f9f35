package io.parley.bench.load;

import io.parley.bench.load.Mailbox.Reader;
import io.parley.bench.report.Figure;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client that is connected reads what was said, page after page. */
public final class CatchUp {
    private static final long DEADLINE_SECONDS = 60;
    private static final int TIMES = 10;

    private final int messages;

    public CatchUp(int messages) {
        this.messages = messages;
    }

    public List<Figure> run(Contender contender) throws Exception {
        Mailbox mailbox = contender.mailbox(contender.faults());
        Filling.fill(mailbox, messages);
        mailbox.collect(messages).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        Reader reader = mailbox.reader().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        Times times = new Times();
        for (int i = 0; i < TIMES; i++) {
            long from = System.nanoTime();
            reader.read(messages).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            times.add(from, System.nanoTime());
        }
        reader.close();
        contender.faults().check();
        return List.of(new Figure(
                "history.median", messages + " from history: until all are there, median", times.median(), "ms", ""));
    }
}
