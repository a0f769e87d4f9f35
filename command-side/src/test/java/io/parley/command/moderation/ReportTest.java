package io.parley.command.moderation;

import io.parley.api.Refusal;
import io.parley.api.Sealed;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.id.ConversationId;
import io.parley.api.id.ReportId;
import io.parley.api.id.UserId;
import io.parley.api.moderation.ReportCommand.ReportMessage;
import io.parley.api.moderation.ReportCommand.ResolveReport;
import io.parley.api.moderation.ReportEvent.MessageReported;
import io.parley.api.moderation.ReportEvent.ReportResolved;
import io.parley.api.moderation.Resolution;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final UserId ALICE = UserId.create();
    private static final UserId BOB = UserId.create();
    private static final UserId OPERATOR = UserId.create();
    private static final ConversationId TALK = ConversationId.direct(ALICE, BOB);
    private static final ReportId ID = ReportId.of(BOB, TALK, 3);
    private static final Sealed BODY = new Sealed("key", "nonce", "body");
    private static final Sealed REASON = new Sealed("key", "nonce", "reason");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");
    private static final MessageReported REPORTED = new MessageReported(ID, BOB, TALK, 3, ALICE, BODY, REASON, NOW);

    private final AggregateTestFixture<Report> fixture = new AggregateTestFixture<>(Report.class);

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(Clock.fixed(NOW.plusNanos(456_789), ZoneOffset.UTC));
    }

    @Test
    void oneReportsAMessageOnce() {
        ReportMessage report = new ReportMessage(ID, BOB, TALK, 3, ALICE, BODY, REASON);
        fixture.givenNoPriorActivity()
                .when(report)
                .expectEvents(REPORTED)
                .expectResultMessagePayload(new ConversationOutcome.Done(true));
        fixture.given(REPORTED)
                .when(report)
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationOutcome.Done(false));
    }

    @Test
    void theFirstDecisionCounts() {
        ReportResolved deleted = new ReportResolved(ID, OPERATOR, Resolution.DELETED, NOW);
        fixture.given(REPORTED)
                .when(new ResolveReport(ID, OPERATOR, Resolution.DELETED))
                .expectEvents(deleted)
                .expectResultMessagePayload(new ConversationOutcome.Done(true));
        fixture.given(REPORTED, deleted)
                .when(new ResolveReport(ID, OPERATOR, Resolution.DISMISSED))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationOutcome.Done(false));
    }

    @Test
    void whatNobodyReportedIsNotResolved() {
        fixture.givenNoPriorActivity()
                .when(new ResolveReport(ID, OPERATOR, Resolution.DISMISSED))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationOutcome.Refused(Refusal.UNKNOWN_REPORT));
    }
}
