package io.parley.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import io.parley.api.id.UserId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * People's keys in a MongoDB that several processes share, wrapped by a master key that all of them have in a file. As durable as the
 * database's write concern says: it should be a majority, with the journal. Another process may use a key for {@link #FORGOTTEN_WITHIN}
 * after it was destroyed.
 */
public final class MongoPersonKeys implements PersonKeys {
    public static final Duration FORGOTTEN_WITHIN = Duration.ofMinutes(1);

    private static final String MASTER = "master";
    private static final int MOST_REMEMBERED = 200_000;

    private final MongoCollection<Document> keys;
    /** Which key each person seals with. */
    private final MongoCollection<Document> owners;

    private final MasterKey master;
    private final Cache<String, PersonKey> byId = remembered();
    private final Cache<UserId, PersonKey> byOwner = remembered();
    private volatile boolean masterIsKnown;

    private MongoPersonKeys(MongoDatabase database, MasterKey master) {
        this.keys = database.getCollection("keys");
        this.owners = database.getCollection("owners");
        this.master = master;
    }

    private static <K, V> Cache<K, V> remembered() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(FORGOTTEN_WITHIN)
                .build();
    }

    /**
     * The master key is made where there is none. The database is asked at the first use, which throws where its keys were wrapped by
     * another one.
     *
     * @throws KeyStoreException in one sentence, where the master key cannot be read
     */
    public static MongoPersonKeys in(MongoDatabase database, Path masterKeyFile) {
        try {
            return new MongoPersonKeys(database, MasterKey.openOrCreate(masterKeyFile));
        } catch (IOException e) {
            throw new KeyStoreException(
                    "The master key file " + masterKeyFile + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public PersonKey current(UserId person) {
        PersonKey known = byOwner.getIfPresent(person);
        return known != null ? known : remember(asking(() -> currentIn(person)));
    }

    private PersonKey currentIn(UserId person) {
        Document owner = owners.find(new Document("_id", person.value())).first();
        PersonKey key = owner == null ? null : read(owner.getString("key"));
        return key != null ? key : create(person, owner);
    }

    /** The key is there before its owner has it; where another process was faster, its key is the person's. */
    private PersonKey create(UserId person, @Nullable Document destroyed) {
        PersonKey fresh = PersonKey.create(person);
        keys.insertOne(new Document("_id", fresh.keyId()).append("line", KeyLine.write(fresh, master)));
        Document owner = new Document("_id", person.value()).append("key", fresh.keyId());
        if (destroyed != null) {
            Document same = new Document("_id", person.value()).append("key", destroyed.getString("key"));
            owners.replaceOne(same, owner, new ReplaceOptions());
        }
        String key = insertOrFind(owners, owner).getString("key");
        if (key.equals(fresh.keyId())) {
            return fresh;
        }
        keys.deleteOne(new Document("_id", fresh.keyId()));
        return Objects.requireNonNull(read(key), "another process's key");
    }

    private static Document insertOrFind(MongoCollection<Document> collection, Document document) {
        try {
            collection.insertOne(document);
            return document;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return Objects.requireNonNull(
                    collection.find(new Document("_id", document.get("_id"))).first());
        }
    }

    private @Nullable PersonKey read(String keyId) {
        Document found = keys.find(new Document("_id", keyId)).first();
        return found == null ? null : KeyLine.read(found.getString("line").strip(), master, 1);
    }

    private PersonKey remember(PersonKey key) {
        byId.put(key.keyId(), key);
        byOwner.put(key.owner(), key);
        return key;
    }

    @Override
    public Optional<PersonKey> find(String keyId) {
        PersonKey known = byId.getIfPresent(keyId);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<PersonKey> found = asking(() -> Optional.ofNullable(read(keyId)));
        found.ifPresent(key -> byId.put(keyId, key));
        return found;
    }

    @Override
    public void destroy(UserId person) {
        asking(() -> {
            Document owner = owners.find(new Document("_id", person.value())).first();
            if (owner != null) {
                String key = owner.getString("key");
                keys.deleteOne(new Document("_id", key));
                owners.deleteOne(new Document("_id", person.value()).append("key", key));
                byId.invalidate(key);
            }
            byOwner.invalidate(person);
            return person;
        });
    }

    private <T> T asking(Supplier<T> question) {
        try {
            if (!masterIsKnown) {
                checkMaster();
                masterIsKnown = true;
            }
            return question.get();
        } catch (MongoException e) {
            throw new KeyStoreException("MongoDB does not answer for people's keys: " + e.getMessage(), e);
        }
    }

    /** The first master key ever is remembered by its fingerprint. */
    private void checkMaster() {
        Document known = insertOrFind(keys, new Document("_id", MASTER).append("fingerprint", master.fingerprint()));
        if (!master.fingerprint().equals(known.getString("fingerprint"))) {
            throw new KeyStoreException(
                    "The master key file is not the one that people's keys in MongoDB were wrapped by.");
        }
    }
}
