package io.parley.sealing;

import com.mongodb.client.MongoDatabase;
import io.parley.api.id.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * People's keys in a MongoDB that several processes share, wrapped by a master key that all of them have in a file. As durable as the
 * database's write concern says: it should be a majority, with the journal. Another process may use a key for {@link #FORGOTTEN_WITHIN}
 * after it was destroyed.
 */
public final class MongoPersonKeys implements PersonKeys {
    public static final Duration FORGOTTEN_WITHIN = MongoKeyRing.FORGOTTEN_WITHIN;

    private final MongoKeyRing ring;

    private MongoPersonKeys(MongoKeyRing ring) {
        this.ring = ring;
    }

    /**
     * The master key is made where there is none. The database is asked at the first use, which throws where its keys were wrapped by
     * another one.
     *
     * @throws KeyStoreException in one sentence, where the master key cannot be read
     */
    public static MongoPersonKeys in(MongoDatabase database, Path masterKeyFile) {
        return new MongoPersonKeys(MongoKeyRing.in(database, "", masterKeyFile));
    }

    @Override
    public PersonKey current(UserId person) {
        return PersonKey.of(ring.current(person.value(), () -> StoredKey.create(person.value(), 0)));
    }

    @Override
    public Optional<PersonKey> find(String keyId) {
        return ring.find(keyId).map(PersonKey::of);
    }

    @Override
    public void destroy(UserId person) {
        ring.destroy(person.value());
    }
}
