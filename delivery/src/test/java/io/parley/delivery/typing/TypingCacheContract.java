package io.parley.delivery.typing;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every typing cache promises; each has a test that opens it. */
public abstract class TypingCacheContract {
    private static final UserId ALICE = UserId.create();
    private static final UserId BOB = UserId.create();
    private static final ConversationId TALK = ConversationId.direct(ALICE, BOB);
    private static final String PHONE = "phone";
    private static final String LAPTOP = "laptop";

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private TypingCache cache;

    protected abstract TypingCache open(TypingOptions options, Clock clock);

    @BeforeEach
    void prepare() {
        InstantSource time = () -> now;
        cache = open(
                new TypingOptions(Duration.ofSeconds(5), Duration.ofSeconds(3), 256), time.withZone(ZoneOffset.UTC));
    }

    private Set<UserId> typing(ConversationId conversation) {
        return cache.typing(List.of(conversation)).getOrDefault(conversation, Set.of());
    }

    private void after(double seconds) {
        now = now.plusMillis(Math.round(seconds * 1000));
    }

    private TypingCache.Change change(boolean on) {
        return new TypingCache.Change(TALK, ALICE, on, now);
    }

    @Test
    void whoTypesIsAnnouncedOnceHoweverOftenTheySaySo() {
        assertThat(cache.type(TALK, ALICE, PHONE)).contains(change(true));
        after(2.9);
        assertThat(cache.type(TALK, ALICE, PHONE)).isEmpty();
        after(2.9);
        assertThat(cache.type(TALK, ALICE, PHONE)).isEmpty();
        assertThat(cache.due()).isEmpty();
        assertThat(typing(TALK)).containsExactly(ALICE);
    }

    @Test
    void whoSaysNothingMoreNoLongerTypes() {
        cache.type(TALK, ALICE, PHONE);
        after(4.999);
        assertThat(cache.due()).isEmpty();
        after(0.001);
        assertThat(cache.due()).containsExactly(change(false));
        assertThat(cache.due()).isEmpty();
        assertThat(typing(TALK)).isEmpty();
    }

    @Test
    void aStopSoonAfterTheStartIsAnnouncedWhenThePauseIsOver() {
        cache.type(TALK, ALICE, PHONE);
        after(1);
        assertThat(cache.stop(TALK, ALICE, PHONE)).isEmpty();
        after(1.999);
        assertThat(cache.due()).isEmpty();
        after(0.001);
        assertThat(cache.due()).containsExactly(change(false));
    }

    @Test
    void stoppingAndGoingOnWithinThePauseIsNoChange() {
        cache.type(TALK, ALICE, PHONE);
        after(1);
        cache.stop(TALK, ALICE, PHONE);
        after(1);
        assertThat(cache.type(TALK, ALICE, PHONE)).isEmpty();
        after(2);
        assertThat(cache.due()).isEmpty();
        assertThat(typing(TALK)).containsExactly(ALICE);
    }

    @Test
    void aMessageEndsTypingAtOnceAndTheNextStartWaits() {
        cache.type(TALK, ALICE, PHONE);
        after(1);
        assertThat(cache.sent(TALK, ALICE)).contains(change(false));
        assertThat(cache.type(TALK, ALICE, PHONE)).isEmpty();
        after(3);
        assertThat(cache.due()).containsExactly(change(true));
    }

    @Test
    void aMessageOfSomebodyWhoDidNotTypeChangesNothing() {
        assertThat(cache.sent(TALK, ALICE)).isEmpty();
        assertThat(cache.isQuiet()).isTrue();
    }

    @Test
    void aDeviceThatStopsDoesNotStopAnotherThatGoesOn() {
        cache.type(TALK, ALICE, PHONE);
        after(4);
        cache.type(TALK, ALICE, LAPTOP);
        assertThat(cache.stop(TALK, ALICE, PHONE)).isEmpty();
        assertThat(typing(TALK)).containsExactly(ALICE);
        assertThat(cache.stop(TALK, ALICE, LAPTOP)).contains(change(false));
    }

    @Test
    void peopleAndConversationsDoNotMeet() {
        ConversationId other = ConversationId.direct(BOB, UserId.create());
        cache.type(TALK, ALICE, PHONE);
        cache.type(other, BOB, LAPTOP);

        assertThat(typing(TALK)).containsExactly(ALICE);
        assertThat(typing(other)).containsExactly(BOB);
    }

    @Test
    void whatIsOverIsForgotten() {
        cache.type(TALK, ALICE, PHONE);
        assertThat(cache.isQuiet()).isFalse();
        after(5);
        cache.due();
        after(3);
        cache.due();

        assertThat(cache.isQuiet()).isTrue();
    }

    @Test
    void everyChangeIsGivenToOneCallerOnly() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Optional<TypingCache.Change>> typing = () -> cache.type(TALK, ALICE, PHONE);
            long started = 0;
            for (Future<Optional<TypingCache.Change>> one :
                    threads.invokeAll(List.of(typing, typing, typing, typing))) {
                started += one.get().stream().count();
            }
            assertThat(started).isEqualTo(1);
            after(5);
            Callable<List<TypingCache.Change>> looking = cache::due;
            long ended = 0;
            for (Future<List<TypingCache.Change>> one :
                    threads.invokeAll(List.of(looking, looking, looking, looking))) {
                ended += one.get().size();
            }
            assertThat(ended).isEqualTo(1);
        }
    }
}
