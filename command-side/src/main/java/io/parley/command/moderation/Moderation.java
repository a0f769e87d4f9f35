package io.parley.command.moderation;

import io.parley.api.Refusal;
import io.parley.api.Sealed;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.GetHistory;
import io.parley.api.conversation.OperatorCommand.ExpelMember;
import io.parley.api.conversation.OperatorCommand.WithdrawMessage;
import io.parley.api.id.ConversationId;
import io.parley.api.id.ReportId;
import io.parley.api.id.UserId;
import io.parley.api.moderation.GetReports;
import io.parley.api.moderation.ReportCommand.ReportMessage;
import io.parley.api.moderation.ReportCommand.ResolveReport;
import io.parley.api.moderation.Resolution;
import io.parley.api.problem.Answers;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.token.Caller;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.Sealer;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;

/** Reports, and what operators do about them. */
final class Moderation {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final Commands commands;
    private final QueryGateway queries;
    private final Sealer sealer;

    Moderation(Commands commands, QueryGateway queries, Sealer sealer) {
        this.commands = commands;
        this.queries = queries;
        this.sealer = sealer;
    }

    /** Only what somebody sees can they report, and as they see it. */
    void report(Caller caller, ConversationId conversation, long seq, @Nullable String reason) {
        EntryView message = seenBy(caller.user(), conversation, seq);
        ask(
                new ReportMessage(
                        ReportId.of(caller.user(), conversation, seq),
                        caller.user(),
                        conversation,
                        seq,
                        message.from(),
                        message.body(),
                        sealed(caller, reason)),
                caller);
    }

    private EntryView seenBy(UserId user, ConversationId conversation, long seq) {
        GetHistory query = new GetHistory(user, conversation, seq + 1, null, 1);
        return switch (Answers.await(queries.query(query, GetHistory.Answer.class), DEADLINE)) {
            case GetHistory.Refused refused -> throw ProblemException.refused(refused.refusal());
            case GetHistory.Page page ->
                page.entries().stream()
                        .filter(entry -> entry.seq() == seq && entry.kind().equals("message"))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.refused(Refusal.UNKNOWN_MESSAGE));
        };
    }

    /** What is asked for is done before the report counts as resolved: where it fails, the report stays in the queue. */
    void resolve(Caller operator, GetReports.Report report, Resolution resolution, @Nullable String reason) {
        switch (resolution) {
            case DISMISSED -> {}
            case DELETED -> withdraw(operator, report, reason);
            case REMOVED -> {
                withdraw(operator, report, reason);
                ask(
                        new ExpelMember(
                                report.conversation(), operator.user(), report.author(), sealed(operator, reason)),
                        operator);
            }
        }
        ask(new ResolveReport(report.id(), operator.user(), resolution), operator);
    }

    /** A message that somebody deleted meanwhile is gone as well. */
    private void withdraw(Caller operator, GetReports.Report report, @Nullable String reason) {
        WithdrawMessage withdraw = new WithdrawMessage(
                report.conversation(),
                operator.user(),
                operator.device(),
                UUID.randomUUID(),
                report.seq(),
                sealed(operator, reason));
        if (commands.ask(withdraw, ConversationOutcome.class, operator.user(), operator.device())
                        instanceof ConversationOutcome.Refused refused
                && refused.refusal() != Refusal.UNKNOWN_MESSAGE) {
            throw ProblemException.refused(refused.refusal());
        }
    }

    private void ask(Object command, Caller caller) {
        if (commands.ask(command, ConversationOutcome.class, caller.user(), caller.device())
                instanceof ConversationOutcome.Refused refused) {
            throw ProblemException.refused(refused.refusal());
        }
    }

    private @Nullable Sealed sealed(Caller caller, @Nullable String reason) {
        return reason == null || reason.isEmpty() ? null : sealer.seal(caller.user(), reason);
    }

    /** @throws ProblemException {@code unknown_report} where it is not in the queue */
    GetReports.Report open(ReportId id) {
        return Answers.await(queries.query(new GetReports(1, id), GetReports.Reports.class), DEADLINE)
                .reports()
                .stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.refused(Refusal.UNKNOWN_REPORT));
    }
}
