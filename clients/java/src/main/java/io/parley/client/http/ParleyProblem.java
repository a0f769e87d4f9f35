package io.parley.client.http;

/** The server refused a request, or could not be reached: then the status is 0 and the code {@code unreachable}. */
public final class ParleyProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String detail;
    private final boolean retryable;

    public ParleyProblem(int status, String code, String detail, boolean retryable) {
        super(detail);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.retryable = retryable;
    }

    static ParleyProblem unreachable(String detail) {
        return new ParleyProblem(0, "unreachable", detail, true);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** A sentence for a person. */
    public String detail() {
        return detail;
    }

    public boolean retryable() {
        return retryable;
    }
}
