package io.parley.projections.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.api.MetaDataKeys;
import io.parley.api.Region;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.typing.TypingEvent;
import io.parley.api.typing.TypingStarted;
import io.parley.api.typing.TypingStopped;
import io.parley.delivery.Announcement;
import io.parley.projections.batch.FlushAtBatchEnd;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypingElsewhereTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final ConversationId CONVERSATION = new ConversationId("conversation");
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final UserId GONE = new UserId("gone");

    private final List<Announcement> announced = new ArrayList<>();
    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoDatabase views;

    @BeforeEach
    void start(@TempDir Path folder) {
        mongo = EmbeddedMongo.open(folder.resolve("views"), EmbeddedMongoOptions.defaults());
        client = MongoClients.create(mongo.connectionString());
        views = client.getDatabase("views");
        Document numbers = new Document();
        for (UserId user : List.of(ALICE, BOB, GONE)) {
            numbers.append(user.value(), numbers.size());
            insert(
                    View.MEMBERSHIPS,
                    new Document("_id", Keys.membership(CONVERSATION, user))
                            .append("j", new Document("0", true))
                            .append("l", user.equals(GONE) ? new Document("1", true) : new Document()));
        }
        insert(View.MEMBERS, new Document("_id", CONVERSATION.value()).append("m", numbers));
    }

    private void insert(View view, Document document) {
        views.getCollection(view.collection()).insertOne(document);
    }

    @AfterEach
    void stop() {
        client.close();
        mongo.close();
    }

    private void happens(TypingEvent event, Map<String, String> metaData) {
        AnnotationEventHandlerAdapter projection = new AnnotationEventHandlerAdapter(
                new TypingElsewhere(new Region("west"), new Views(views), Clock.fixed(NOW, ZoneOffset.UTC)));
        FlushAtBatchEnd flush = new FlushAtBatchEnd(views, announced::addAll);
        BatchingUnitOfWork<EventMessage<?>> work =
                new BatchingUnitOfWork<>(List.of(new GenericEventMessage<>(event, metaData)));
        assertThat(work.executeWithResult(() -> flush.handle(work, () -> projection.handle(work.getMessage())))
                        .isExceptional())
                .isFalse();
    }

    private static Map<String, String> in(String region) {
        return Map.of(MetaDataKeys.REGION, region);
    }

    @Test
    void membersAreToldOfWhoTypesInAnotherRegion() {
        happens(new TypingStarted(CONVERSATION, ALICE, NOW), in("east"));
        happens(new TypingStopped(CONVERSATION, ALICE, NOW), in("east"));

        assertThat(announced)
                .containsExactly(
                        new Announcement.TypingChanged(List.of(BOB), CONVERSATION, ALICE, true),
                        new Announcement.TypingChanged(List.of(BOB), CONVERSATION, ALICE, false));
    }

    @Test
    void whoTypesHereIsLeftToTheEdges() {
        happens(new TypingStarted(CONVERSATION, ALICE, NOW), in("west"));
        happens(new TypingStarted(CONVERSATION, ALICE, NOW), Map.of());

        assertThat(announced).isEmpty();
    }

    @Test
    void whatBeganAWhileAgoIsNoNewsButItsEndIs() {
        Instant longAgo = NOW.minus(Duration.ofMinutes(1));

        happens(new TypingStarted(CONVERSATION, ALICE, longAgo), in("east"));
        assertThat(announced).isEmpty();
        happens(new TypingStopped(CONVERSATION, ALICE, longAgo), in("east"));
        assertThat(announced).hasSize(1);
    }

    @Test
    void aConversationThatTheViewsDoNotKnowIsNobodysBusiness() {
        happens(new TypingStarted(new ConversationId("other"), ALICE, NOW), in("east"));

        assertThat(announced).isEmpty();
    }
}
