package io.parley.projections.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoTokenStoreTest {
    private static final String GROUP = "group";
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock();
    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoDatabase database;
    private MongoTokenStore ours;
    private MongoTokenStore theirs;

    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-11-24T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void open() {
        mongo = EmbeddedMongo.open(folder.resolve("views"), EmbeddedMongoOptions.defaults());
        client = MongoClients.create(mongo.connectionString());
        database = client.getDatabase("views");
        ours = store("ours", Duration.ZERO);
        theirs = store("theirs", Duration.ZERO);
    }

    private MongoTokenStore store(String owner, Duration writeInterval) {
        return new MongoTokenStore(database, NamedEventSerializer.create(), owner, CLAIM_TIMEOUT, writeInterval, clock);
    }

    @AfterEach
    void close() {
        client.close();
        mongo.close();
    }

    private static GlobalSequenceTrackingToken at(long position) {
        return new GlobalSequenceTrackingToken(position);
    }

    private Long storedPosition(int segment) {
        return database.getCollection(MongoTokenStore.COLLECTION)
                .find(new Document("_id", GROUP + ':' + segment))
                .first()
                .getLong("position");
    }

    @Nested
    class Initializing {
        @Test
        void thereIsATokenASegment() {
            ours.initializeTokenSegments(GROUP, 3, at(7));
            ours.initializeTokenSegments("another", 1);

            assertThat(ours.fetchSegments(GROUP)).containsExactly(0, 1, 2);
            assertThat(ours.fetchSegments("another")).containsExactly(0);
            assertThat(ours.fetchSegments("unknown")).isEmpty();
            assertThat(ours.fetchToken(GROUP, 2)).isEqualTo(at(7));
            assertThat(ours.fetchToken("another", 0)).isNull();
            assertThat(storedPosition(0)).isEqualTo(7);
        }

        @Test
        void itIsDoneOnce() {
            ours.initializeTokenSegments(GROUP, 2);
            assertThatExceptionOfType(UnableToClaimTokenException.class)
                    .isThrownBy(() -> theirs.initializeTokenSegments(GROUP, 2));
            assertThatExceptionOfType(UnableToInitializeTokenException.class)
                    .isThrownBy(() -> theirs.initializeSegment(at(1), GROUP, 1));
        }

        @Test
        void itIsTheSameStoreForAll() {
            assertThat(ours.retrieveStorageIdentifier())
                    .isEqualTo(theirs.retrieveStorageIdentifier())
                    .isPresent();
        }
    }

    @Nested
    class Claiming {
        @BeforeEach
        void initialize() {
            ours.initializeTokenSegments(GROUP, 2, at(7));
        }

        @Test
        void aClaimedSegmentIsOnesOwn() {
            ours.fetchToken(GROUP, 0);

            assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> theirs.fetchToken(GROUP, 0));
            assertThat(theirs.fetchToken(GROUP, 1)).isEqualTo(at(7));
            assertThat(ours.fetchToken(GROUP, 0)).as("claimed again").isEqualTo(at(7));
        }

        @Test
        void aMissingSegmentCannotBeClaimed() {
            assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> ours.fetchToken(GROUP, 2));
        }

        @Test
        void aReleasedSegmentIsFree() {
            ours.fetchToken(GROUP, 0);
            ours.storeToken(at(8), GROUP, 0);
            ours.releaseClaim(GROUP, 0);

            assertThat(theirs.fetchToken(GROUP, 0)).isEqualTo(at(8));
        }

        @Test
        void whatNobodyWorksOnIsSaidToEverybody() {
            ours.fetchToken(GROUP, 0);
            theirs.fetchToken(GROUP, 1);
            assertThat(ours.unclaimed(GROUP)).doesNotContain(0, 1);
            assertThat(theirs.unclaimed(GROUP)).isEqualTo(ours.unclaimed(GROUP));

            theirs.releaseClaim(GROUP, 1);
            assertThat(ours.unclaimed(GROUP)).contains(1).doesNotContain(0);
            clock.pass(CLAIM_TIMEOUT.plusSeconds(1));
            assertThat(ours.unclaimed(GROUP)).contains(0, 1);
        }

        @Test
        void nobodyReleasesAnothersSegment() {
            ours.fetchToken(GROUP, 0);
            theirs.releaseClaim(GROUP, 0);

            assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> theirs.fetchToken(GROUP, 0));
        }

        @Test
        void theSegmentOfASilentOwnerIsTakenOver() {
            ours.fetchToken(GROUP, 0);
            ours.storeToken(at(8), GROUP, 0);
            clock.pass(CLAIM_TIMEOUT);
            assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> theirs.fetchToken(GROUP, 0));
            clock.pass(Duration.ofMillis(1));

            assertThat(theirs.fetchToken(GROUP, 0)).isEqualTo(at(8));
            assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> ours.fetchToken(GROUP, 0));
        }

        @Test
        void whoExtendsTheClaimKeepsIt() {
            ours.fetchToken(GROUP, 0);
            clock.pass(CLAIM_TIMEOUT);
            ours.extendClaim(GROUP, 0);
            clock.pass(CLAIM_TIMEOUT);

            assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> theirs.fetchToken(GROUP, 0));
        }

        @Test
        void whoStoresATokenKeepsTheClaim() {
            ours.fetchToken(GROUP, 0);
            clock.pass(CLAIM_TIMEOUT);
            ours.storeToken(at(8), GROUP, 0);
            clock.pass(CLAIM_TIMEOUT);

            assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> theirs.fetchToken(GROUP, 0));
        }

        @Test
        void whoLostTheClaimStoresExtendsAndDeletesNothing() {
            ours.fetchToken(GROUP, 0);
            clock.pass(CLAIM_TIMEOUT.plusMillis(1));
            theirs.fetchToken(GROUP, 0);
            theirs.storeToken(at(9), GROUP, 0);

            assertThatExceptionOfType(UnableToClaimTokenException.class)
                    .isThrownBy(() -> ours.storeToken(at(8), GROUP, 0));
            assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> ours.extendClaim(GROUP, 0));
            assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> ours.deleteToken(GROUP, 0));
            assertThat(storedPosition(0)).isEqualTo(9);
        }

        @Test
        void aDeletedTokenIsGone() {
            ours.fetchToken(GROUP, 1);
            ours.deleteToken(GROUP, 1);

            assertThat(ours.fetchSegments(GROUP)).containsExactly(0);
        }

        @Test
        void atTheTailThereIsNoToken() {
            ours.fetchToken(GROUP, 0);
            ours.storeToken(null, GROUP, 0);

            assertThat(ours.fetchToken(GROUP, 0)).isNull();
            assertThat(storedPosition(0)).isEqualTo(-1);
        }
    }

    @Nested
    class WritingNowAndThen {
        private static final Duration INTERVAL = Duration.ofMillis(100);

        private MongoTokenStore slow;

        @BeforeEach
        void initialize() {
            slow = store("slow", INTERVAL);
            slow.initializeTokenSegments(GROUP, 1, at(0));
            slow.fetchToken(GROUP, 0);
            slow.storeToken(at(1), GROUP, 0);
            slow.storeToken(at(2), GROUP, 0);
        }

        @Test
        void theNextTokenWaits() {
            assertThat(storedPosition(0)).isEqualTo(1);
            clock.pass(INTERVAL);
            slow.storeToken(at(3), GROUP, 0);
            assertThat(storedPosition(0)).isEqualTo(3);
        }

        @Test
        void extendingTheClaimWritesIt() {
            slow.extendClaim(GROUP, 0);
            assertThat(storedPosition(0)).isEqualTo(2);
        }

        @Test
        void releasingTheClaimWritesIt() {
            slow.releaseClaim(GROUP, 0);
            assertThat(ours.fetchToken(GROUP, 0)).isEqualTo(at(2));
        }

        @Test
        void whatWasKeptBackIsNeverWrittenOverAnothers() {
            clock.pass(CLAIM_TIMEOUT.plusMillis(1));
            ours.fetchToken(GROUP, 0);
            ours.storeToken(at(9), GROUP, 0);

            assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> slow.extendClaim(GROUP, 0));
            assertThatExceptionOfType(UnableToClaimTokenException.class)
                    .isThrownBy(() -> slow.storeToken(at(3), GROUP, 0));
            slow.releaseClaim(GROUP, 0);
            assertThat(storedPosition(0)).isEqualTo(9);
            assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> slow.fetchToken(GROUP, 0));
        }
    }
}
