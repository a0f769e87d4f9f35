package io.parley.protocol;

/** Why a socket is closed, by range: 4000-4099 reconnect and sync, 4100-4199 renew the token first, 4200-4299 do not reconnect. */
public enum CloseCode {
    SILENT(4000, "nothing heard from you"),
    SLOW(4001, "you read too slowly; reconnect and sync"),
    DRAIN(4002, "the server is leaving; reconnect"),
    INTERNAL(4003, "something broke at the server; reconnect"),
    BUSY(4004, "too many are connecting; reconnect with back-off"),
    TOKEN_EXPIRED(4100, "the access token has expired; refresh it"),
    TOKEN_INVALID(4101, "the access token is not valid; refresh it or log in"),
    PROTOCOL(4200, "this is not parley.1"),
    VERSION(4201, "the server does not speak this protocol version"),
    LOGGED_OUT(4202, "this device was logged out");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
