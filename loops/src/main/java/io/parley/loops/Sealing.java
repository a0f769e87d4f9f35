package io.parley.loops;

import io.parley.api.Sealed;
import io.parley.api.id.UserId;
import io.parley.sealing.PersonKey;
import io.parley.sealing.PersonKeys;
import io.parley.sealing.Sealer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is done once for each message as it comes, and once for each entry as it goes out. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Sealing {
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
