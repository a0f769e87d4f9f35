package io.parley.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.history.Asked;
import io.parley.history.bench.Invented;
import io.parley.history.source.DataFolder;
import io.parley.history.source.History;
import io.parley.projections.view.View;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    @TempDir
    Path data;

    @BeforeEach
    void aHistory() throws Exception {
        try (Invented invented = new Invented(data, Instant.parse("2026-11-24T12:00:00Z"), 1)) {
            invented.write(3_000);
        }
    }

    /** As a server leaves it that stopped at some position. */
    private void views(long position) {
        try (Scratch live = Scratch.open(data.resolve("views.mv"));
                History history = History.open(new DataFolder(data))) {
            MongoDatabase views = live.views();
            new Replay(views).run(history, 0, position, any -> {});
            views.getCollection("tokens")
                    .insertOne(new Document("_id", "conversations:0")
                            .append("processor", "conversations")
                            .append("position", position));
        }
    }

    private void change(View view, Document update) {
        try (Scratch live = Scratch.open(data.resolve("views.mv"))) {
            var collection = live.views().getCollection(view.collection());
            collection.updateOne(new Document("_id", collection.find().first().get("_id")), update);
        }
    }

    @Test
    void viewsThatEqualTheEventsAreVerifiedAlsoWhereTheyAreBehind() {
        views(2_000);

        Asked verify = Asked.of(data, "verify");

        assertThat(verify.err()).isEmpty();
        assertThat(verify.out()).contains("equal a fresh replay; they had been written up to position 2000");
        assertThat(verify.out()).containsPattern("[1-9]\\d* conversations").containsPattern("[1-9]\\d* receipts");
    }

    @Test
    void anchorsAreHeldAgainstTheEvents(@TempDir Path folder) throws Exception {
        views(3_000);
        Path anchors = folder.resolve("anchors.txt");
        String noted = Asked.of(data, "anchor").out();
        Files.writeString(anchors, noted + "\n" + noted);
        assertThat(Asked.of(data, "verify", "--anchors", anchors.toString()).out())
                .contains("all are as they were written, as 2 anchors say");

        Files.writeString(anchors, noted.replaceFirst(" .", noted.contains(" 0") ? " 1" : " 0"));
        Asked verify = Asked.of(data, "verify", "--anchors", anchors.toString());
        assertThat(verify.exit()).isEqualTo(1);
        assertThat(verify.err())
                .contains("are not those that the anchor stands for")
                .hasLineCount(1);

        Files.writeString(anchors, "not an anchor");
        assertThat(Asked.of(data, "verify", "--anchors", anchors.toString()).err())
                .contains("is no anchor")
                .hasLineCount(1);
    }

    @Test
    void aFieldThatDiffersIsTold() {
        views(3_000);
        change(View.INBOX, new Document("$set", new Document("x", 1L)));

        Asked verify = Asked.of(data, "verify");

        assertThat(verify.exit()).isEqualTo(1);
        assertThat(verify.out()).containsPattern("inbox \\S+: x is 1 and should be null");
        assertThat(verify.err())
                .startsWith("history: 1 documents are not what the events say")
                .hasLineCount(1);
    }

    @Test
    void aDocumentThatIsMissingAndOneTooMuchAreTold() {
        views(3_000);
        try (Scratch live = Scratch.open(data.resolve("views.mv"))) {
            var inboxes = live.views().getCollection(View.INBOX.collection());
            inboxes.deleteOne(new Document("_id", inboxes.find().first().get("_id")));
            inboxes.insertOne(new Document("_id", "nobody"));
        }

        assertThat(Asked.of(data, "verify").out())
                .contains("is missing in the views", "inbox nobody: no event made it");
    }

    @Test
    void aRunningServersViewsAreNotVerifiedUnderItsHands() throws Exception {
        views(3_000);
        try (Invented running = new Invented(data, Instant.now(), 2)) {
            assertThat(running.now()).isNotNull();
            Asked verify = Asked.of(data, "verify");

            assertThat(verify.exit()).isEqualTo(1);
            assertThat(verify.err()).contains("is running").hasLineCount(1);
        }
    }

    @Test
    void viewsOfAnyMomentGoIntoADatabaseOfTheirOwn(@TempDir Path folder) throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(folder.resolve("views"), EmbeddedMongoOptions.defaults());
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            String uri = mongo.connectionString().replaceFirst("/(\\?|$)", "/yesterday$1");

            Asked replay = Asked.of(data, "replay", "--into", uri, "--until", "#1500");

            assertThat(replay.err()).isEmpty();
            assertThat(replay.out()).contains("1,500 events, up to position 1500");
            try (Scratch expected = Scratch.open(folder.resolve("expected"));
                    History history = History.open(new DataFolder(data))) {
                new Replay(expected.views()).run(history, 0, 1_500, any -> {});
                Comparison comparison = Comparison.of(client.getDatabase("yesterday"), expected.views());
                assertThat(comparison.differences()).isEmpty();
                assertThat(comparison.documents().get("inbox")).isPositive();
            }
            assertThat(Asked.of(data, "replay", "--into", uri).err())
                    .contains("is not empty")
                    .hasLineCount(1);
            assertThat(Asked.of(data, "replay", "--into", "nothing").exit()).isEqualTo(1);
        }
    }
}
