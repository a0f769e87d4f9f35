package io.parley.command.operator;

import io.parley.api.account.Outcome;
import io.parley.api.audit.About;
import io.parley.api.audit.HistoryRead;
import io.parley.api.audit.RecordUse;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.id.UsesId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final UserId ANN = UserId.create();
    private static final About ABOUT = About.of(ConversationId.group());
    private static final HistoryRead READ = new HistoryRead(UsesId.of(NOW), ANN, null, "show", ABOUT, true, NOW);

    private final AggregateTestFixture<Uses> fixture = new AggregateTestFixture<>(Uses.class);

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void everyUseIsNotedAlsoOneLikeTheLast() {
        RecordUse use = new RecordUse(UsesId.of(NOW), ANN, null, "show", ABOUT, true);
        fixture.givenNoPriorActivity().when(use).expectEvents(READ).expectResultMessagePayload(Outcome.done());
        fixture.given(READ).when(use).expectEvents(READ);
    }
}
