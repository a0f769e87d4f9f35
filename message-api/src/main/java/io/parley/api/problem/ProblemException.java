package io.parley.api.problem;

import io.parley.api.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends an HTTP request with a {@link Problem}. It carries no stack trace unless something broken is behind it. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient @Nullable Duration retryAfter;

    private ProblemException(Problem problem, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(problem.code() + ": " + problem.detail(), cause, false, cause != null);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public static ProblemException refused(Refusal refusal) {
        return new ProblemException(Problem.of(refusal), null, null);
    }

    /** @param detail a sentence that a person can act on */
    public static ProblemException of(ProblemCode code, String detail) {
        return new ProblemException(Problem.of(code, detail), null, null);
    }

    /** @param detail names the field, never its value where that may be a secret */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.of(ProblemCode.BAD_REQUEST, detail), null, null);
    }

    public static ProblemException rateLimited(Duration retryAfter) {
        return new ProblemException(Problem.of(ProblemCode.RATE_LIMITED), retryAfter, null);
    }

    public static ProblemException unavailable(Duration retryAfter, @Nullable Throwable cause) {
        return new ProblemException(Problem.of(ProblemCode.UNAVAILABLE), retryAfter, cause);
    }

    public Problem problem() {
        return problem;
    }

    /** How long the client had better wait; null where that says nothing. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
