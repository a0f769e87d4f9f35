package io.parley.chat;

import io.parley.client.http.ParleyHttp;
import io.parley.client.http.ParleyProblem;
import io.parley.client.http.Tokens;
import io.parley.client.session.RefreshingTokens;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes on with the log-in that was kept, or logs in, or registers. */
final class SignIn {
    private static final String REFRESH_TOKEN = "refresh-token";
    private static final String DEVICE = "device";
    private static final int WRONG_CREDENTIALS = 401;
    private static final int HANDLE_TAKEN = 409;

    private final ParleyHttp http;
    private final DataFolder folder;
    private final Screen screen;
    private final String handle;
    private final boolean register;
    private final @Nullable String givenPassword;

    SignIn(
            ParleyHttp http,
            DataFolder folder,
            Screen screen,
            String handle,
            boolean register,
            @Nullable String givenPassword) {
        this.http = http;
        this.folder = folder;
        this.screen = screen;
        this.handle = handle;
        this.register = register;
        this.givenPassword = givenPassword;
    }

    RefreshingTokens tokens() {
        return kept().orElseGet(this::logIn);
    }

    private Optional<RefreshingTokens> kept() {
        Optional<String> refreshToken = folder.read(REFRESH_TOKEN);
        if (refreshToken.isEmpty()) return Optional.empty();
        RefreshingTokens tokens = RefreshingTokens.resume(http, refreshToken.get(), this::keep);
        try {
            tokens.token(false);
            return Optional.of(tokens);
        } catch (ParleyProblem problem) {
            return problem.retryable() ? Optional.of(tokens) : Optional.empty();
        }
    }

    private RefreshingTokens logIn() {
        String password = Optional.ofNullable(givenPassword)
                .or(() -> screen.askSecret("Password for " + handle + ": "))
                .orElseThrow(() -> new ChatFailure(
                        "There is no password: put it into PARLEY_PASSWORD, or log in once in a terminal."));
        Tokens tokens = logInOrRegister(password);
        folder.write(DEVICE, tokens.device());
        return RefreshingTokens.of(http, tokens, this::keep);
    }

    private Tokens logInOrRegister(String password) {
        try {
            return onThisDevice(password);
        } catch (ParleyProblem problem) {
            if (problem.status() != WRONG_CREDENTIALS) throw problem;
            if (!register && !screen.confirm("There is no such log-in. Register " + handle + " with this password?")) {
                throw new ChatFailure(problem.detail());
            }
            registerNew(password);
            return http.logIn(handle, password, null, deviceName());
        }
    }

    /** A device that the server does not take any more becomes a new one. */
    private Tokens onThisDevice(String password) {
        String device = folder.read(DEVICE).orElse(null);
        if (device == null) return http.logIn(handle, password, null, deviceName());
        try {
            return http.logIn(handle, password, device, null);
        } catch (ParleyProblem problem) {
            if (problem.status() != 403 && problem.status() != 404) throw problem;
            return http.logIn(handle, password, null, deviceName());
        }
    }

    private void registerNew(String password) {
        try {
            http.register(handle, password, null);
            screen.print(Line.note("Welcome, " + handle + ". You are registered."));
        } catch (ParleyProblem problem) {
            if (problem.status() != HANDLE_TAKEN) throw problem;
            throw new ChatFailure("The handle " + handle + " belongs to somebody, and the password is not theirs.");
        }
    }

    private void keep(String refreshToken) {
        folder.write(REFRESH_TOKEN, refreshToken);
    }

    private static @Nullable String deviceName() {
        try {
            return "chat on " + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "chat";
        }
    }
}
