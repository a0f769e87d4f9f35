package io.parley.chat;

import io.parley.client.http.ParleyHttp;
import io.parley.client.http.ParleyProblem;
import io.parley.client.http.Tokens;
import io.parley.client.session.RefreshingTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gets a person in: with what was kept, else with their password, else by registering them. */
final class LogIn {
    private static final String PASSWORD = "PARLEY_PASSWORD";

    private final ParleyHttp http;
    private final ChatFolder folder;
    private final Screen screen;
    private final String handle;
    private final boolean register;

    LogIn(ParleyHttp http, ChatFolder folder, Screen screen, String handle, boolean register) {
        this.http = http;
        this.folder = folder;
        this.screen = screen;
        this.handle = handle;
        this.register = register;
    }

    RefreshingTokens tokens() throws IOException {
        String kept = folder.refreshToken().orElse(null);
        if (kept != null) {
            RefreshingTokens resumed = RefreshingTokens.resume(http, kept, this::keep);
            try {
                resumed.token(false);
                return resumed;
            } catch (ParleyProblem over) {
                if (over.retryable()) {
                    throw over;
                }
                screen.note("The last log-in is over: " + over.detail());
                folder.forgetRefreshToken();
            }
        }
        Tokens tokens = withPassword();
        folder.keepDevice(tokens.device());
        return RefreshingTokens.of(http, tokens, this::keep);
    }

    private void keep(String refreshToken) {
        try {
            folder.keepRefreshToken(refreshToken);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tokens withPassword() throws IOException {
        String password = Objects.requireNonNullElseGet(System.getenv(PASSWORD), this::ask);
        try {
            return logIn(password);
        } catch (ParleyProblem refused) {
            if (!refused.code().equals("wrong_credentials")) {
                throw refused;
            }
            return register(password, refused);
        }
    }

    private String ask() {
        String password = screen.readSecret("Password of " + handle + " (a new one, if you are new): ");
        if (password == null) {
            throw new IllegalStateException("No password; set " + PASSWORD + ".");
        }
        return password;
    }

    private Tokens logIn(String password) throws IOException {
        @Nullable String device = folder.device().orElse(null);
        try {
            return http.logIn(handle, password, device, "terminal");
        } catch (ParleyProblem refused) {
            boolean deviceIsOver =
                    refused.code().equals("unknown_device") || refused.code().equals("device_revoked");
            if (device == null || !deviceIsOver) {
                throw refused;
            }
            folder.forgetDevice();
            return http.logIn(handle, password, null, "terminal");
        }
    }

    private Tokens register(String password, ParleyProblem refused) throws IOException {
        if (!register
                && !screen.confirm(
                        "Nobody is called " + handle + ", or the password is wrong. Register " + handle + "?")) {
            throw refused;
        }
        try {
            http.register(handle, password, null);
        } catch (ParleyProblem taken) {
            if (taken.code().equals("handle_taken")) {
                throw new IllegalStateException("The password of " + handle + " is another one.", taken);
            }
            throw taken;
        }
        folder.forgetDevice();
        screen.note("Welcome, " + handle + "! You are registered.");
        return logIn(password);
    }
}
