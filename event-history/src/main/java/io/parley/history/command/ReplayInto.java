package io.parley.history.command;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.history.people.People;
import io.parley.history.replay.Replay;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.source.Moment;
import io.parley.history.text.Shown;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description = {
            "Writes the views, as of any moment, into a MongoDB database of their own, with the server's own projections.",
            "The database must be empty, so that it is never a live one."
        },
        footer = {"", "  history replay --into mongodb://127.0.0.1/yesterday --until 24h"})
public final class ReplayInto extends Reading {
    @Option(
            names = "--into",
            required = true,
            paramLabel = "URI",
            description = "mongodb://host/DATABASE; the database must be named and be empty.")
    private String into = "";

    @Option(names = "--until", paramLabel = "MOMENT", description = "Default: now. " + Moment.FORMS + ".")
    private @Nullable String until;

    @Override
    void run(History history, People people, Shown shown) {
        long upTo = position(history, until);
        ConnectionString uri = uri();
        String name = uri.getDatabase();
        if (name == null) {
            throw new HistoryException("--into must name a database, as in mongodb://127.0.0.1/yesterday.");
        }
        try (MongoClient client = MongoClients.create(uri)) {
            MongoDatabase database = client.getDatabase(name);
            if (database.listCollectionNames().iterator().hasNext()) {
                throw new HistoryException("The database " + name + " is not empty; name another one.");
            }
            long count = new Replay(database).run(history, 0, upTo, any -> {});
            out().printf(Locale.ROOT, "%,d events, up to position %d, replayed into %s%n", count, upTo, name);
        } catch (MongoException e) {
            throw new HistoryException("The database " + name + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private ConnectionString uri() {
        try {
            return new ConnectionString(into);
        } catch (IllegalArgumentException e) {
            throw new HistoryException("--into is no MongoDB URI: " + e.getMessage() + ".", e);
        }
    }
}
