package io.parley.command.account.session;

import io.parley.api.Refusal;
import io.parley.api.problem.ProblemException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The refresh token where scripts cannot read it: what runs in a page by mistake can use the log-in while it lasts, and not carry it away. */
record RefreshCookie(Duration lifetime) {
    private static final String NAME = "parley_refresh";
    private static final String PATH = "/v1/sessions";

    /** Browsers name the origin in each request that is not a GET; foreign ones were refused before. */
    static void requireOwnPage(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ORIGIN) == null) {
            throw ProblemException.badRequest("'cookie' is for browsers, which send an Origin.");
        }
    }

    static String read(HttpServletRequest request) {
        Cookie[] cookies = Objects.requireNonNullElseGet(request.getCookies(), () -> new Cookie[0]);
        return Stream.of(cookies)
                .filter(one -> one.getName().equals(NAME))
                .map(Cookie::getValue)
                .findFirst()
                .orElseThrow(() -> ProblemException.refused(Refusal.TOKEN_INVALID));
    }

    /** The tokens without the one that went into the cookie. */
    SessionTokens put(SessionTokens tokens, HttpServletRequest request, HttpServletResponse response) {
        String value = Objects.requireNonNull(tokens.refreshToken()).value();
        set(value, lifetime, request, response);
        return new SessionTokens(tokens.accessToken(), null, tokens.expiresIn(), tokens.user(), tokens.device());
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        if (request.getCookies() != null) set("", Duration.ZERO, request, response);
    }

    private static void set(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path(PATH)
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
