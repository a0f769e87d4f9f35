package io.parley.api.account;

/** Claims of an access token beside the registered ones; the person is in {@code sub}. */
public final class TokenClaims {
    /** The device's id. */
    public static final String DEVICE = "did";

    /** The number of the log-in on that device, as text. */
    public static final String LOG_IN = "sid";

    /** True for an operator; absent for everybody else. */
    public static final String OPERATOR = "operator";

    /** True for whoever may ask the event history; absent for everybody else. */
    public static final String AUDITOR = "auditor";

    private TokenClaims() {}
}
