package io.parley.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.parley.delivery.Announcement;
import io.parley.projections.conversation.ConversationProjection;
import io.parley.projections.conversation.ConversationStates;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchesTest {
    @TempDir
    private Path folder;

    private final Story story = new Story();
    private final List<List<Announcement>> announced = new ArrayList<>();
    private EmbeddedMongo mongo;
    private MongoClient client;
    private WatchedDatabase watched;
    private Batches batches;

    @BeforeEach
    void open() {
        mongo = EmbeddedMongo.open(folder.resolve("views"), EmbeddedMongoOptions.defaults());
        client = MongoClients.create(mongo.connectionString());
        watched = new WatchedDatabase(client.getDatabase("views"));
        ConversationStates states = new ConversationStates(watched.database());
        batches = new Batches(watched.database(), new ConversationProjection(states), announced::add);
    }

    @AfterEach
    void close() {
        client.close();
        mongo.close();
    }

    private List<DomainEventMessage<?>> talk(int messages) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            events.add(story.message(story.one()));
        }
        return events;
    }

    @Test
    void aBatchIsWrittenAndAnnouncedOnce() {
        batches.handle(0, List.of(story.started()));
        batches.handle(1, talk(100));

        assertThat(watched.written()).containsExactly("members", "inbox", "conversations", "conversations");
        assertThat(announced).hasSize(2);
        assertThat(announced.get(1)).hasSize(101);
        assertThat(announced.get(1))
                .as("who has written to somebody lets them see whether they are there")
                .filteredOn(new Announcement.PresenceChanged(story.one())::equals)
                .hasSize(1);
    }

    @Test
    void aBatchThatIsNotWrittenIsNotAnnounced() {
        batches.handle(0, List.of(story.started()));
        List<DomainEventMessage<?>> events = talk(3);
        watched.fail("conversations");
        assertThatIllegalStateException().isThrownBy(() -> batches.handle(1, events));
        assertThat(announced).hasSize(1);

        watched.heal();
        batches.handle(1, events);
        assertThat(announced.get(1)).hasSize(4);
    }
}
