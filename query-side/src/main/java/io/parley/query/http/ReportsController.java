package io.parley.query.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.account.TokenClaims;
import io.parley.api.id.UserId;
import io.parley.api.moderation.GetReports;
import io.parley.api.problem.ProblemCode;
import io.parley.api.problem.ProblemException;
import io.parley.query.moderation.ReportQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class ReportsController {
    private static final int MOST = 100;

    private final ReportQueries reports;
    private final Shown shown;

    public ReportsController(ReportQueries reports, Shown shown) {
        this.reports = reports;
        this.shown = shown;
    }

    /**
     * @param author of the message, {@code by} who reported it
     * @param body as {@code by} saw it; absent where it has no text, or where it was erased
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Report(
            String report,
            String conversation,
            long seq,
            Shown.Member author,
            Shown.Member by,
            @Nullable String body,
            @Nullable String reason,
            Instant time) {}

    /** @param open how many there are in all */
    record Reports(List<Report> reports, int open) {}

    @GetMapping("/v1/reports")
    @Operation(summary = "As an operator, the reports that nobody resolved, the oldest first")
    @ApiResponse(responseCode = "200", description = "a report shows up moments after it was made")
    @ApiResponse(responseCode = "403", description = "forbidden: you are no operator")
    Reports reports(@RequestParam(defaultValue = "50") int limit, @AuthenticationPrincipal Jwt token) {
        if (!Boolean.TRUE.equals(token.getClaimAsBoolean(TokenClaims.OPERATOR))) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "Only an operator may do that.");
        }
        if (limit < 1 || limit > MOST) {
            throw ProblemException.badRequest("'limit' must be 1 to " + MOST + ".");
        }
        GetReports.Reports found = reports.handle(new GetReports(limit, null));
        Map<UserId, Shown.Member> people = shown.members(found.reports().stream()
                .flatMap(report -> Stream.of(report.author(), report.by()))
                .toList());
        return new Reports(
                found.reports().stream().map(report -> report(report, people)).toList(), found.open());
    }

    private Report report(GetReports.Report report, Map<UserId, Shown.Member> people) {
        return new Report(
                report.id().value(),
                report.conversation().value(),
                report.seq(),
                member(report.author(), people),
                member(report.by(), people),
                shown.text(report.body()),
                shown.text(report.reason()),
                report.time());
    }

    private static Shown.Member member(UserId user, Map<UserId, Shown.Member> people) {
        return Objects.requireNonNullElseGet(people.get(user), () -> Shown.Member.unknown(user));
    }
}
