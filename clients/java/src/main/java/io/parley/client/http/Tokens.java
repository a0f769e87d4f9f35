package io.parley.client.http;

/**
 * A log-in.
 *
 * @param refreshToken good for one refresh, which brings its successor
 * @param expiresIn of the access token, seconds from now
 */
public record Tokens(String accessToken, String refreshToken, long expiresIn, String user, String device) {
    @Override
    public String toString() {
        return "Tokens[user=" + user + ", device=" + device + ", expiresIn=" + expiresIn + "]";
    }
}
