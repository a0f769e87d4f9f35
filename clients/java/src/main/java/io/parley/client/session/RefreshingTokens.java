package io.parley.client.session;

import io.parley.client.http.ParleyHttp;
import io.parley.client.http.Tokens;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tokens of a log-in, kept fresh with its refresh token. Thread-safe. */
public final class RefreshingTokens implements TokenSource {
    private final ParleyHttp http;
    private final Consumer<String> keep;
    private final Clock clock;
    private String refreshToken;
    private @Nullable AccessToken current;

    private RefreshingTokens(ParleyHttp http, Consumer<String> keep, Clock clock, String refreshToken) {
        this.http = http;
        this.keep = keep;
        this.clock = clock;
        this.refreshToken = refreshToken;
    }

    /** @param keep takes every new refresh token, before it is used, to a safe place */
    public static RefreshingTokens of(ParleyHttp http, Tokens tokens, Consumer<String> keep) {
        RefreshingTokens source = new RefreshingTokens(http, keep, Clock.systemUTC(), tokens.refreshToken());
        source.take(tokens);
        return source;
    }

    /** Goes on from a refresh token that was kept. */
    public static RefreshingTokens resume(ParleyHttp http, String refreshToken, Consumer<String> keep) {
        return new RefreshingTokens(http, keep, Clock.systemUTC(), refreshToken);
    }

    @Override
    public synchronized AccessToken token(boolean refresh) {
        AccessToken token = current;
        return token == null || refresh || !clock.instant().isBefore(token.expiresAt())
                ? take(http.refresh(refreshToken))
                : token;
    }

    private AccessToken take(Tokens tokens) {
        refreshToken = tokens.refreshToken();
        keep.accept(refreshToken);
        AccessToken token =
                new AccessToken(tokens.accessToken(), clock.instant().plusSeconds(tokens.expiresIn()));
        current = token;
        return token;
    }
}
