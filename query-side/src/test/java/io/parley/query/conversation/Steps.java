package io.parley.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.parley.delivery.Announcer;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;

/** A processing group: batches of any size, now and then a restart from an earlier position. */
final class Steps {
    private final MongoDatabase database;
    private final List<DomainEventMessage<?>> events;
    private final Random random;
    private final Supplier<Object> projection;
    private final Announcer announcer;
    private Batches batches;
    private int next;
    private int restarts;

    Steps(
            MongoDatabase database,
            List<DomainEventMessage<?>> events,
            Random random,
            Supplier<Object> projection,
            Announcer announcer) {
        this.database = database;
        this.events = events;
        this.random = random;
        this.projection = projection;
        this.announcer = announcer;
        this.batches = new Batches(database, projection.get(), announcer);
    }

    boolean isDone() {
        return next == events.size();
    }

    void step() {
        if (restarts < 6 && random.nextInt(8) == 0) {
            restarts++;
            next = random.nextInt(next + 1);
            if (random.nextBoolean()) {
                batches = new Batches(database, projection.get(), announcer);
            }
        }
        if (isDone()) {
            return;
        }
        int to = Math.min(events.size(), next + 1 + random.nextInt(64));
        try {
            batches.handle(next, events.subList(next, to));
            next = to;
        } catch (IllegalStateException e) {
            assertThat(e).hasRootCauseInstanceOf(IllegalStateException.class);
            assertThat(e.getCause()).hasMessageContaining("are behind seq");
        }
    }
}
