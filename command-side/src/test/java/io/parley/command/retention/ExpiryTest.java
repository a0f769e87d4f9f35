package io.parley.command.retention;

import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.id.ConversationId;
import io.parley.api.retention.ExpireMessages;
import io.parley.api.retention.MessagesExpired;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private static final ConversationId TALK = ConversationId.group();
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");

    private final AggregateTestFixture<Expiry> fixture = new AggregateTestFixture<>(Expiry.class);

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(Clock.fixed(NOW.plusNanos(456_789), ZoneOffset.UTC));
    }

    @Test
    void messagesExpire() {
        fixture.givenNoPriorActivity()
                .when(ExpireMessages.of(TALK, 4, List.of(1L, 3L)))
                .expectEvents(new MessagesExpired(TALK, 4, List.of(1L, 3L), NOW))
                .expectResultMessagePayload(new ConversationOutcome.Done(true));
    }

    @Test
    void eachExpiresOnce() {
        MessagesExpired before = new MessagesExpired(TALK, 4, List.of(1L, 3L), NOW);
        fixture.given(before)
                .when(ExpireMessages.of(TALK, 4, List.of(1L, 3L)))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationOutcome.Done(false));
        fixture.given(before)
                .when(ExpireMessages.of(TALK, 6, List.of(3L, 5L, 6L, 7L)))
                .expectEvents(new MessagesExpired(TALK, 6, List.of(5L, 6L), NOW))
                .expectResultMessagePayload(new ConversationOutcome.Done(true));
    }
}
