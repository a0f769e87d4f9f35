package io.parley.query.conversation;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.projections.view.Views;
import io.parley.query.inbox.Inbox;
import io.parley.query.privacy.Privacies;
import io.parley.query.receipts.MessageReceipts;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The views on a real store, and what is asked of them. */
final class QueriedViews implements AutoCloseable {
    final MongoDatabase database;
    final Heads heads;
    final History history;
    final Inbox inbox;
    final MessageReceipts receipts;
    private final Path folder;
    private final EmbeddedMongo mongo;
    private final MongoClient client;

    QueriedViews() throws IOException {
        folder = Files.createTempDirectory("parley-views");
        mongo = EmbeddedMongo.open(folder.resolve("views"), EmbeddedMongoOptions.defaults());
        client = MongoClients.create(mongo.connectionString());
        database = client.getDatabase("views");
        Views views = new Views(database);
        Membership membership = new Membership(views);
        Members members = new Members(views);
        Privacies privacies = new Privacies(views);
        heads = new Heads(views, members, privacies);
        history = new History(views, membership);
        inbox = new Inbox(views, heads, history);
        receipts = new MessageReceipts(views, membership, members, privacies);
    }

    /** Queries that walked a whole collection. */
    long scans() {
        return mongo.scans();
    }

    @Override
    public void close() throws IOException {
        client.close();
        mongo.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
