package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.parley.api.Region;
import io.parley.history.HistoryMain;
import io.parley.projections.view.Layout;
import io.parley.projections.view.View;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import io.parley.viewstore.ViewFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Views are what the events say: they can be checked against them, and be made anew beside a busy server. */
@ExtendWith(FramesChecked.class)
class RebuildIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private record Said(int exit, String text) {}

    private Said history(String command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = HistoryMain.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                command,
                "--data",
                folder.resolve("data").toString());
        return new Said(exit, out.toString() + err);
    }

    @Test
    void viewsThatWereDamagedAreReplacedByThoseThatWereRebuiltUnderLoad() throws Exception {
        List<Accepted> accepted = new CopyOnWriteArrayList<>();
        try (RunningServer server = RunningServer.up(folder)) {
            Person alice = Person.register(server, "alice");
            Person bob = Person.register(server, "bob");
            String conversation = alice.with(bob);
            try (Socket a = alice.connect();
                    Socket busy = bob.connect()) {
                for (int i = 0; i < 50; i++) {
                    accepted.add(a.say(conversation, "before " + i));
                }
                AtomicBoolean talking = new AtomicBoolean(true);
                Thread meanwhile = Thread.ofVirtual().start(() -> {
                    while (talking.get()) {
                        accepted.add(busy.say(conversation, "meanwhile"));
                    }
                });
                Said rebuilt = history("rebuild");
                talking.set(false);
                meanwhile.join();
                assertThat(rebuilt.exit()).as(rebuilt.text()).isZero();
                assertThat(rebuilt.text()).contains("events replayed");
                for (int i = 0; i < 50; i++) {
                    accepted.add(a.say(conversation, "after " + i));
                }
            }
            server.kill();
            damage(conversation);
            Said damaged = history("verify");
            assertThat(damaged.exit()).isEqualTo(1);
            assertThat(damaged.text()).contains(conversation, "./parley rebuild");

            server.startAgain();

            try (Socket a = alice.connect()) {
                long head = accepted.getLast().seq();
                Deadline.await().until(() -> a.sync(null).heads().stream().anyMatch(one -> one.seq() == head));
                List<Entry> entries = new ArrayList<>();
                for (long after = 0; after < head; after = entries.getLast().seq()) {
                    entries.addAll(a.history(conversation, null, after, 100).entries());
                }
                assertThat(entries)
                        .extracting(Entry::mid)
                        .containsExactlyElementsOf(
                                accepted.stream().map(Accepted::mid).toList());
            }
            server.stop();
            Said verified = history("verify");
            assertThat(verified.exit()).as(verified.text()).isZero();
            assertThat(ViewFiles.in(folder.resolve("data")).rebuilt()).doesNotExist();
        }
    }

    private void damage(String conversation) {
        Path views = ViewFiles.in(folder.resolve("data")).current();
        try (EmbeddedMongo mongo = EmbeddedMongo.open(views, EmbeddedMongoOptions.defaults());
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            Layout.of(client, Region.ONLY)
                    .getCollection(View.HEADS.collection())
                    .deleteOne(new Document("_id", conversation));
        }
    }
}
