package io.parley.api.problem;

import io.parley.api.Refusal;

/**
 * The body of every HTTP answer that is not a success: {@code application/problem+json} (RFC 9457).
 *
 * @param code stable and public: a refusal's or one of {@link ProblemCode}'s
 * @param detail a sentence that a person can act on; names the field where one is at fault
 * @param retryable whether the same request may succeed later, unchanged
 */
public record Problem(String title, int status, String code, String detail, boolean retryable) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(Refusal refusal) {
        return new Problem("Refused", statusOf(refusal), refusal.code(), refusal.sentence(), refusal.retryable());
    }

    public static Problem of(ProblemCode code) {
        return of(code, code.sentence());
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code.title(), code.status(), code.code(), detail, code.retryable());
    }

    private static int statusOf(Refusal refusal) {
        return switch (refusal) {
            case WRONG_CREDENTIALS, TOKEN_REUSED, TOKEN_INVALID -> 401;
            case DEVICE_REVOKED, DEVICE_EXPIRED, NOT_ADMIN, NOT_AUTHOR -> 403;
            case UNKNOWN_CONVERSATION, UNKNOWN_DEVICE, UNKNOWN_USER, NOT_A_MEMBER, UNKNOWN_MESSAGE, UNKNOWN_REPORT ->
                404;
            case OUT_OF_ORDER,
                    DEVICE_LIMIT,
                    HANDLE_TAKEN,
                    LAST_ADMIN,
                    GROUP_FULL,
                    GROUP_EXISTS,
                    BLOCKED,
                    AWAITING_ANSWER -> 409;
            case WITH_ONESELF, NOT_A_GROUP, NOT_DIRECT, ATTACHMENT_REFUSED, TOO_MANY_MEMBERS -> 422;
        };
    }
}
