package io.parley.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Keys in a MongoDB that several processes share, wrapped by a master key that all of them have in a file. As durable as the
 * database's write concern says: it should be a majority, with the journal. Another process may use a key for {@link #FORGOTTEN_WITHIN}
 * after it was destroyed.
 */
final class MongoKeyRing implements KeyRing {
    static final Duration FORGOTTEN_WITHIN = Duration.ofMinutes(1);

    private static final String MASTER = "master";
    private static final int MOST_REMEMBERED = 200_000;

    private final MongoCollection<Document> keys;
    /** Which key is whose. */
    private final MongoCollection<Document> owners;

    private final MasterKey master;
    private final Cache<String, StoredKey> byId = remembered();
    private final Cache<String, StoredKey> bySubject = remembered();
    private volatile boolean masterIsKnown;

    private MongoKeyRing(MongoDatabase database, String prefix, MasterKey master) {
        this.keys = database.getCollection(prefix + "keys");
        this.owners = database.getCollection(prefix + "owners");
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
     * @param prefix of the names of the ring's collections
     * @throws KeyStoreException in one sentence, where the master key cannot be read
     */
    static MongoKeyRing in(MongoDatabase database, String prefix, Path masterKeyFile) {
        try {
            return new MongoKeyRing(database, prefix, MasterKey.openOrCreate(masterKeyFile));
        } catch (IOException e) {
            throw new KeyStoreException(
                    "The master key file " + masterKeyFile + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public StoredKey current(String subject, Supplier<StoredKey> fresh) {
        StoredKey known = bySubject.getIfPresent(subject);
        StoredKey key = known != null ? known : remember(asking(() -> currentIn(subject, fresh)));
        if (key.isDestroyed()) {
            throw new ErasedException(subject);
        }
        return key;
    }

    private StoredKey currentIn(String subject, Supplier<StoredKey> fresh) {
        Document owner = owner(subject);
        StoredKey key = owner == null ? null : read(owner.getString("key"));
        return key != null ? key : create(fresh.get(), owner);
    }

    private @Nullable Document owner(String subject) {
        return owners.find(new Document("_id", subject)).first();
    }

    /** The key is there before its owner has it; where another process was faster, its key is the subject's. */
    private StoredKey create(StoredKey fresh, @Nullable Document destroyed) {
        keys.insertOne(new Document("_id", fresh.keyId()).append("line", KeyLine.write(fresh, master)));
        Document owner = new Document("_id", fresh.subject()).append("key", fresh.keyId());
        if (destroyed != null) {
            Document same = new Document("_id", fresh.subject()).append("key", destroyed.getString("key"));
            owners.replaceOne(same, owner, new ReplaceOptions());
        }
        String key = insertOrFind(owners, owner).getString("key");
        if (key.equals(fresh.keyId())) {
            return fresh;
        }
        keys.deleteOne(new Document("_id", fresh.keyId()));
        return Objects.requireNonNull(read(key), "another process's key");
    }

    @Override
    public Optional<StoredKey> of(String subject) {
        StoredKey known = bySubject.getIfPresent(subject);
        Optional<StoredKey> key = known != null
                ? Optional.of(known)
                : asking(() -> Optional.ofNullable(owner(subject))
                                .flatMap(owner -> Optional.ofNullable(read(owner.getString("key")))))
                        .map(this::remember);
        return key.filter(one -> !one.isDestroyed());
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

    private @Nullable StoredKey read(String keyId) {
        Document found = keys.find(new Document("_id", keyId)).first();
        return found == null ? null : read(found);
    }

    private StoredKey read(Document stored) {
        return KeyLine.read(stored.getString("line").strip(), master, 1);
    }

    private StoredKey remember(StoredKey key) {
        byId.put(key.keyId(), key);
        bySubject.put(key.subject(), key);
        return key;
    }

    @Override
    public Optional<StoredKey> find(String keyId) {
        StoredKey known = byId.getIfPresent(keyId);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<StoredKey> found = asking(() -> Optional.ofNullable(read(keyId)));
        found.ifPresent(key -> byId.put(keyId, key));
        return found;
    }

    @Override
    public void destroy(String subject) {
        asking(() -> {
            String before = replaceByDestroyed(subject);
            if (before != null) {
                keys.deleteOne(new Document("_id", before));
                byId.invalidate(before);
            }
            bySubject.invalidate(subject);
            return subject;
        });
    }

    /** The key that was the subject's; what a crash kept from being deleted comes again at the next call. */
    private @Nullable String replaceByDestroyed(String subject) {
        Document owner = owner(subject);
        if (owner != null && owner.containsKey("destroyed")) {
            return owner.getString("destroyed");
        }
        StoredKey destroyed = StoredKey.destroyed(subject);
        keys.insertOne(new Document("_id", destroyed.keyId()).append("line", KeyLine.write(destroyed, master)));
        while (true) {
            String before = owner == null ? null : owner.getString("key");
            Document after = new Document("_id", subject)
                    .append("key", destroyed.keyId())
                    .append("destroyed", before);
            boolean replaced = before == null
                    ? destroyed.keyId().equals(insertOrFind(owners, after).getString("key"))
                    : owners.replaceOne(new Document("_id", subject).append("key", before), after)
                                    .getMatchedCount()
                            == 1;
            if (replaced) {
                return before;
            }
            owner = owner(subject);
        }
    }

    /** Only where nobody else has replaced it meanwhile: they come again. */
    @Override
    public void replace(Map<String, UnaryOperator<StoredKey>> successors) {
        successors.forEach((subject, successor) -> asking(() -> {
            Document owner = owner(subject);
            Document stored = owner == null
                    ? null
                    : keys.find(new Document("_id", owner.getString("key"))).first();
            if (stored != null) {
                StoredKey before = read(stored);
                StoredKey after = successor.apply(before);
                if (!after.equals(before)) {
                    keys.replaceOne(
                            stored, new Document("_id", after.keyId()).append("line", KeyLine.write(after, master)));
                }
                byId.invalidate(after.keyId());
            }
            bySubject.invalidate(subject);
            return subject;
        }));
    }

    /** The client is its maker's. */
    @Override
    public void close() {}

    private <T> T asking(Supplier<T> question) {
        try {
            if (!masterIsKnown) {
                checkMaster();
                masterIsKnown = true;
            }
            return question.get();
        } catch (MongoException e) {
            throw new KeyStoreException("MongoDB does not answer for keys: " + e.getMessage(), e);
        }
    }

    /** The first master key ever is remembered by its fingerprint. */
    private void checkMaster() {
        Document known = insertOrFind(keys, new Document("_id", MASTER).append("fingerprint", master.fingerprint()));
        if (!master.fingerprint().equals(known.getString("fingerprint"))) {
            throw new KeyStoreException("The master key file is not the one that keys in MongoDB were wrapped by.");
        }
    }
}
