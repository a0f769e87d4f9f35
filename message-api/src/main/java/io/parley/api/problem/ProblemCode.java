package io.parley.api.problem;

import java.util.Locale;

/** What can be wrong with an HTTP request beside a refusal. Codes are stable. */
public enum ProblemCode {
    BAD_REQUEST(400, "Bad request", false, "The request lacks something, or something in it has a wrong form."),
    UNAUTHORIZED(401, "Unauthorized", false, "This needs a valid access token; log in or refresh."),
    FORBIDDEN(403, "Forbidden", false, "The access token is good, but not for this."),
    NOT_FOUND(404, "Not found", false, "There is nothing at this address."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", false, "This address does not take that method."),
    NOT_ACCEPTABLE(406, "Not acceptable", false, "The answer is JSON; 'Accept' excludes it."),
    PAYLOAD_TOO_LARGE(413, "Payload too large", false, "The body is larger than this server takes."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", false, "Send JSON, with 'Content-Type: application/json'."),
    RATE_LIMITED(429, "Too many requests", true, "Too many attempts; wait as long as 'Retry-After' says."),
    INTERNAL(500, "Internal error", true, "Something broke at the server; it has been recorded. Try again."),
    UNAVAILABLE(503, "Unavailable", true, "The server cannot do this right now; nothing was lost, try again.");

    private final int status;
    private final String title;
    private final boolean retryable;
    private final String sentence;

    ProblemCode(int status, String title, boolean retryable, String sentence) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
        this.sentence = sentence;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean retryable() {
        return retryable;
    }

    public String sentence() {
        return sentence;
    }
}
