package io.parley.loops;

import io.parley.api.Sealed;
import io.parley.api.id.UserId;
import io.parley.sealing.PersonKey;
import io.parley.sealing.PersonKeys;
import io.parley.sealing.Sealer;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;

/** What is done once for each message as it comes, and once for each entry as it goes out. */
public class Sealing extends Loop {
    private static final String TEXT = "See you at the station at eight, I bring the tickets.";
    private static final int KEY_BYTES = 32;

    private final UserId person = UserId.create();
    private final Sealer sealer = new Sealer(new OneKey(person));
    private final Sealed sealed = sealer.seal(person, TEXT);

    @Benchmark
    public Sealed seal() {
        return sealer.seal(person, TEXT);
    }

    @Benchmark
    public Optional<String> open() {
        return sealer.open(sealed);
    }

    private record OneKey(PersonKey key) implements PersonKeys {
        OneKey(UserId person) {
            this(new PersonKey("a key", person, new SecretKeySpec(new byte[KEY_BYTES], "AES")));
        }

        @Override
        public PersonKey current(UserId person) {
            return key;
        }

        @Override
        public Optional<PersonKey> find(String keyId) {
            return Optional.of(key);
        }

        @Override
        public void destroy(UserId person) {
            throw new UnsupportedOperationException("nobody is erased here");
        }
    }
}
