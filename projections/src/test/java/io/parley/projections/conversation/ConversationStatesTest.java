package io.parley.projections.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.api.conversation.ConversationEvent;
import io.parley.projections.Batches;
import io.parley.projections.Story;
import io.parley.projections.view.View;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch goes on with its conversations also where the memory between batches has no room for them. */
class ConversationStatesTest {
    @TempDir
    private Path folder;

    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoDatabase database;

    @BeforeEach
    void open() {
        mongo = EmbeddedMongo.open(folder.resolve("views"), EmbeddedMongoOptions.defaults());
        client = MongoClients.create(mongo.connectionString());
        database = client.getDatabase("views");
    }

    @AfterEach
    void close() {
        assertThat(mongo.scans()).isZero();
        client.close();
        mongo.close();
    }

    @Test
    void nothingIsForgottenWithinABatch() {
        Batches batches =
                new Batches(database, new ConversationProjection(new ConversationStates(database, 0)), any -> {});
        List<Story> stories = List.of(new Story(), new Story(), new Story());
        List<DomainEventMessage<?>> events = new ArrayList<>();
        stories.forEach(story -> events.add(story.started()));
        for (int round = 0; round < 20; round++) {
            stories.forEach(story -> events.add(story.message(story.one())));
        }
        batches.handle(0, events);
        List<DomainEventMessage<?>> more = new ArrayList<>();
        stories.forEach(story -> more.add(story.message(story.other())));
        stories.forEach(story -> more.add(story.message(story.other())));
        batches.handle(events.size(), more);

        assertThat(stories)
                .allSatisfy(story -> assertThat(database.getCollection(View.HEADS.collection())
                                .find(new Document("_id", story.conversation().value()))
                                .first())
                        .containsEntry("n", 22L)
                        .containsEntry("o", new Document("0", 20L).append("1", 2L)));
    }

    @Test
    void theWindowRemembersWhoWroteTheLast256() {
        Story story = new Story();
        ConversationEvent started = (ConversationEvent) story.started().getPayload();
        ConversationState state = ConversationState.before(started);
        state.apply(started);
        for (int i = 0; i < 400; i++) {
            state.apply((ConversationEvent)
                    story.message(i % 4 == 0 ? story.one() : story.other()).getPayload());
        }

        assertThat(state.seq()).isEqualTo(400);
        assertThat(state.knownFrom()).isEqualTo(144);
        assertThat(state.messagesUpTo(144)).isEqualTo(144);
        assertThat(state.messagesByUpTo(story.one(), 144)).isEqualTo(36);
        assertThat(state.messagesByUpTo(story.other(), 400)).isEqualTo(300);
    }
}
