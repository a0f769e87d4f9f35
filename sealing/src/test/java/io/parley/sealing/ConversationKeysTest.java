package io.parley.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.parley.api.Sealed;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same promises of keys in a file and of keys in a MongoDB. */
class ConversationKeysTest {
    private static final UserId ALICE = UserId.create();
    private static final UserId BOB = UserId.create();
    private static final ConversationId HERE = ConversationId.direct(ALICE, BOB);
    private static final ConversationId THERE = ConversationId.direct(BOB, UserId.create());
    private static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    abstract static class Contract {
        @TempDir
        Path folder;

        private FilePersonKeys people;
        private ConversationKeys keys;

        abstract ConversationKeys open();

        @BeforeEach
        void openAll() {
            people = FilePersonKeys.open(folder.resolve("person-keys"), folder.resolve("master-key"));
            keys = open();
            keys.make(HERE, MONDAY);
        }

        @AfterEach
        void closeAll() {
            people.close();
            keys.close();
        }

        private Sealer sealer(Instant now) {
            return new Sealer(people, keys, Clock.fixed(now, ZoneOffset.UTC));
        }

        private List<Sealed> oneADay(int days) {
            List<Sealed> texts = new ArrayList<>();
            for (int day = 0; day < days; day++) {
                texts.add(sealer(MONDAY.plus(DAY.multipliedBy(day))).seal(ALICE, HERE, "day " + day));
            }
            return texts;
        }

        Sealed oneText() {
            return oneADay(1).getFirst();
        }

        private List<String> readable(List<Sealed> texts) {
            return texts.stream()
                    .flatMap(text -> sealer(MONDAY).open(text).stream())
                    .toList();
        }

        @Test
        void whatWasSaidOnForgottenDaysIsGoneAndTheRestStays() {
            List<Sealed> texts = oneADay(5);
            assertThat(readable(texts)).hasSize(5);

            keys.forget(Map.of(HERE, MONDAY.plus(DAY.multipliedBy(2))));
            assertThat(readable(texts)).containsExactly("day 2", "day 3", "day 4");
            keys.close();
            keys = open();
            assertThat(readable(texts)).as("after a restart").containsExactly("day 2", "day 3", "day 4");
            assertThat(sealer(MONDAY).seal(ALICE, HERE, "by a clock that is behind"))
                    .extracting(text -> sealer(MONDAY).open(text).orElseThrow())
                    .isEqualTo("by a clock that is behind");
        }

        @Test
        void forgettingLessThanIsForgottenChangesNothing() {
            List<Sealed> texts = oneADay(4);
            keys.forget(Map.of(HERE, MONDAY.plus(DAY.multipliedBy(3))));
            keys.forget(Map.of(HERE, MONDAY, THERE, MONDAY.plus(DAY)));

            assertThat(readable(texts)).containsExactly("day 3");
        }

        @Test
        void aTextSealedJustBeforeMidnightAndStoredAfterItStays() {
            Instant midnight = Instant.parse("2026-11-24T00:00:00Z");
            Sealed text = sealer(midnight.minusMillis(1)).seal(ALICE, HERE, "late");

            keys.forget(Map.of(HERE, midnight.plusSeconds(1)));
            assertThat(sealer(midnight).open(text)).contains("late");
            keys.forget(Map.of(HERE, midnight.plus(Duration.ofHours(1))));
            assertThat(sealer(midnight).open(text)).isEmpty();
        }

        @Test
        void aPersonsErasureTakesWhatTheySaidHereToo() {
            Sealed mine = sealer(MONDAY).seal(ALICE, HERE, "mine");
            Sealed theirs = sealer(MONDAY).seal(BOB, HERE, "theirs");
            people.destroy(ALICE);

            assertThat(sealer(MONDAY).open(mine)).isEmpty();
            assertThat(sealer(MONDAY).open(theirs)).contains("theirs");
        }

        @Test
        void aConversationWithoutAKeySealsWithThePersonsAlone() {
            Sealed text = sealer(MONDAY).seal(ALICE, THERE, "hello");

            assertThat(text.period()).isNull();
            assertThat(sealer(MONDAY).open(text)).contains("hello");
        }

        @Test
        void aTextUnderAnotherDaysNameIsTampering() {
            List<Sealed> texts = oneADay(2);
            Sealed first = texts.getFirst();
            Sealed moved = new Sealed(first.keyId(), texts.get(1).period(), first.nonce(), first.ct());

            assertThatThrownBy(() -> sealer(MONDAY).open(moved)).isInstanceOf(TamperedException.class);
        }

        @Test
        void makingAKeyThatThereIsChangesNothing() {
            List<Sealed> texts = oneADay(2);
            keys.make(HERE, MONDAY.plus(DAY.multipliedBy(9)));

            assertThat(readable(texts)).hasSize(2);
        }
    }

    @Nested
    class InAFile extends Contract {
        @Override
        ConversationKeys open() {
            return ConversationKeys.open(folder.resolve("conversation-keys"), folder.resolve("master-key"));
        }

        @Test
        void whoReadsTheFileReadsTheTexts() {
            Sealed text = oneText();
            ConversationKeys read =
                    ConversationKeys.read(folder.resolve("conversation-keys"), folder.resolve("master-key"));

            assertThat(read.find(Objects.requireNonNull(text.period()))).isPresent();
            assertThatThrownBy(() -> read.make(THERE, MONDAY)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Nested
    class InMongoDb extends Contract {
        private EmbeddedMongo mongo;
        private MongoClient client;

        @Override
        ConversationKeys open() {
            if (mongo == null) {
                mongo = EmbeddedMongo.open(folder.resolve("mongo"), EmbeddedMongoOptions.defaults());
                client = MongoClients.create(mongo.connectionString());
            }
            return ConversationKeys.in(client.getDatabase("keys"), folder.resolve("master-key"));
        }

        @AfterEach
        void closeMongo() {
            client.close();
            mongo.close();
        }

        @Test
        void processesShareThem() {
            Sealed text = oneText();
            ConversationKeys other = open();
            assertThat(other.find(Objects.requireNonNull(text.period()))).isPresent();

            other.forget(Map.of(HERE, MONDAY.plus(DAY.multipliedBy(2))));
            assertThat(open().find(Objects.requireNonNull(text.period()))).isEmpty();
        }
    }
}
