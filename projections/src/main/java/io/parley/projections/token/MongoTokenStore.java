package io.parley.projections.token;

import static com.mongodb.client.model.ReturnDocument.AFTER;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Axon's tokens beside the views, so that both go into the same commit. A claim is a compare-and-set on the owner; this is the one
 * collection with a filter beside {@code _id}, and it holds a document a segment. Not every batch's token is written: events that are
 * handled again change nothing, so a token may lag, and is written at the latest when the claim is extended or released.
 */
public final class MongoTokenStore implements TokenStore {
    public static final String COLLECTION = "tokens";
    private static final int DUPLICATE_KEY = 11000;

    private final MongoCollection<Document> tokens;
    private final Serializer serializer;
    private final String owner;
    private final Duration claimTimeout;
    private final Duration writeInterval;
    private final Clock clock;
    private final Map<String, Written> lastWrites = new ConcurrentHashMap<>();

    /** @param kept a newer token that was not written; null where there is none */
    private record Written(long at, @Nullable TrackingToken kept) {}

    /**
     * @param owner this process; unique among all that share the database
     * @param claimTimeout after which another process may take a segment whose owner is silent
     * @param writeInterval between two writes of a segment's token, well below {@code claimTimeout}; a crash lets what was handled since the
     *     last write be handled again
     */
    public MongoTokenStore(
            MongoDatabase database,
            Serializer serializer,
            String owner,
            Duration claimTimeout,
            Duration writeInterval,
            Clock clock) {
        this.tokens = database.getCollection(COLLECTION);
        this.serializer = serializer;
        this.owner = owner;
        this.claimTimeout = claimTimeout;
        this.writeInterval = writeInterval;
        this.clock = clock;
    }

    @Override
    public void initializeTokenSegments(String processor, int segments) {
        initializeTokenSegments(processor, segments, null);
    }

    @Override
    public void initializeTokenSegments(String processor, int segments, @Nullable TrackingToken initial) {
        if (fetchSegments(processor).length > 0) {
            throw new UnableToClaimTokenException("the segments of " + processor + " exist already");
        }
        for (int segment = 0; segment < segments; segment++) {
            initializeSegment(initial, processor, segment);
        }
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processor, int segment) {
        try {
            tokens.insertOne(withToken(new Document("_id", id(processor, segment)), token)
                    .append("processor", processor)
                    .append("segment", segment)
                    .append("at", 0L));
        } catch (MongoWriteException e) {
            if (e.getCode() == DUPLICATE_KEY) {
                throw new UnableToInitializeTokenException(
                        "segment " + segment + " of " + processor + " exists already");
            }
            throw e;
        }
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        long now = clock.millis();
        Written written = lastWrites.get(id(processor, segment));
        if (written != null && now - written.at() < writeInterval.toMillis()) {
            lastWrites.put(id(processor, segment), new Written(written.at(), token));
        } else {
            write(token, processor, segment);
        }
    }

    private void write(@Nullable TrackingToken token, String processor, int segment) {
        Document set = withToken(new Document("at", clock.millis()), token);
        long matched = tokens.updateOne(owned(processor, segment), new Document("$set", set))
                .getMatchedCount();
        if (matched == 0) {
            throw new UnableToClaimTokenException("segment " + segment + " of " + processor + " is another's by now");
        }
        lastWrites.put(id(processor, segment), new Written(clock.millis(), null));
    }

    /** Writes what {@link #storeToken} kept back. */
    private boolean writeKept(String processor, int segment) {
        Written written = lastWrites.get(id(processor, segment));
        if (written == null || written.kept() == null) {
            return false;
        }
        write(written.kept(), processor, segment);
        return true;
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, int segment) {
        lastWrites.remove(id(processor, segment));
        Document claimed = claim(owned(processor, segment));
        if (claimed == null) {
            claimed = claim(unowned(processor, segment));
        }
        if (claimed == null) {
            throw new UnableToClaimTokenException("segment " + segment + " of " + processor + " is claimed or missing");
        }
        return token(claimed);
    }

    private @Nullable Document claim(Document filter) {
        Document claim = new Document("$set", new Document("owner", owner).append("at", clock.millis()));
        return tokens.findOneAndUpdate(filter, claim, new FindOneAndUpdateOptions().returnDocument(AFTER));
    }

    @Override
    public void extendClaim(String processor, int segment) {
        if (writeKept(processor, segment)) {
            return;
        }
        Document touch = new Document("$set", new Document("at", clock.millis()));
        if (tokens.updateOne(owned(processor, segment), touch).getMatchedCount() == 0) {
            throw new UnableToClaimTokenException("segment " + segment + " of " + processor + " is another's by now");
        }
    }

    /** Of a claim that was lost meanwhile there is nothing to release, and nothing to write. */
    @Override
    public void releaseClaim(String processor, int segment) {
        Document release = new Document("$unset", new Document("owner", ""));
        Written written = lastWrites.remove(id(processor, segment));
        if (written != null && written.kept() != null) {
            release.append("$set", withToken(new Document(), written.kept()));
        }
        tokens.updateOne(owned(processor, segment), release);
    }

    @Override
    public void deleteToken(String processor, int segment) {
        if (tokens.deleteOne(owned(processor, segment)).getDeletedCount() == 0) {
            throw new UnableToClaimTokenException("segment " + segment + " of " + processor + " is not ours");
        }
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return true;
    }

    @Override
    public int[] fetchSegments(String processor) {
        return StreamSupport.stream(
                        tokens.find(new Document("processor", processor)).spliterator(), false)
                .mapToInt(token -> token.getInteger("segment"))
                .sorted()
                .toArray();
    }

    /** Segments of a processor that nobody works on, here or elsewhere. */
    public List<Integer> unclaimed(String processor) {
        return StreamSupport.stream(
                        tokens.find(free(new Document("processor", processor))).spliterator(), false)
                .map(token -> token.getInteger("segment"))
                .sorted()
                .toList();
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        return Optional.of(tokens.getNamespace().getFullName());
    }

    private Document owned(String processor, int segment) {
        return new Document("_id", id(processor, segment)).append("owner", owner);
    }

    private Document unowned(String processor, int segment) {
        return free(new Document("_id", id(processor, segment)));
    }

    private Document free(Document filter) {
        Document ownerless = new Document("owner", null);
        Document silent = new Document("at", new Document("$lt", clock.millis() - claimTimeout.toMillis()));
        return filter.append("$or", List.of(ownerless, silent));
    }

    private static String id(String processor, int segment) {
        return processor + ':' + segment;
    }

    private Document withToken(Document document, @Nullable TrackingToken token) {
        if (token == null) {
            return document.append("token", null).append("type", null).append("position", -1L);
        }
        var serialized = serializer.serialize(token, String.class);
        return document.append("token", serialized.getData())
                .append("type", serialized.getType().getName())
                .append("position", token.position().orElse(-1));
    }

    private @Nullable TrackingToken token(Document document) {
        String token = document.getString("token");
        return token == null
                ? null
                : serializer.deserialize(
                        new SimpleSerializedObject<>(token, String.class, document.getString("type"), null));
    }
}
