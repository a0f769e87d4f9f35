package io.parley.projections;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.parley.projections.token.MongoTokenStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Notes every filter that is not exactly {@code {_id: value}} or {@code {_id: {$in: [...]}}}; only tokens are found otherwise. */
final class StrictFilters implements CommandListener {
    private static final Set<String> OTHER_READS = Set.of("aggregate", "count", "distinct", "mapReduce");

    private final List<String> violations = new CopyOnWriteArrayList<>();

    List<String> violations() {
        return violations;
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        BsonDocument command = event.getCommand();
        String name = event.getCommandName();
        if (OTHER_READS.contains(name)) {
            violations.add(name + " " + command.getFirstKey());
            return;
        }
        switch (name) {
            case "find" -> check(command, name, command.getDocument("filter", new BsonDocument()));
            case "findAndModify" -> check(command, name, command.getDocument("query"));
            case "update" -> all(command, "updates");
            case "delete" -> all(command, "deletes");
            default -> {}
        }
    }

    private void all(BsonDocument command, String statements) {
        for (BsonValue statement : command.getArray(statements)) {
            check(command, statements, statement.asDocument().getDocument("q"));
        }
    }

    private void check(BsonDocument command, String what, BsonDocument filter) {
        String collection = command.getString(command.getFirstKey()).getValue();
        if (!collection.equals(MongoTokenStore.COLLECTION) && !isById(filter)) {
            violations.add(what + " in " + collection + ": " + filter.toJson());
        }
    }

    static boolean isById(BsonDocument filter) {
        BsonValue id = filter.get("_id");
        if (id == null || filter.size() != 1) {
            return false;
        }
        if (!id.isDocument()) {
            return !id.isRegularExpression();
        }
        BsonDocument operators = id.asDocument();
        boolean in = operators.size() == 1 && operators.isArray("$in");
        return in || operators.keySet().stream().noneMatch(key -> key.startsWith("$"));
    }
}
