package io.parley.command.account.session;

import io.parley.api.Refusal;
import io.parley.api.account.Outcome;
import io.parley.api.account.device.LogIn;
import io.parley.api.account.device.LogInOutcome;
import io.parley.api.account.device.LogOut;
import io.parley.api.account.device.Refresh;
import io.parley.api.account.device.RefreshOutcome;
import io.parley.api.account.user.Account;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.device.Devices;
import io.parley.command.account.token.AccessTokens;
import io.parley.command.account.token.Caller;
import io.parley.command.account.token.RefreshToken;
import io.parley.command.account.token.RefreshTokens;
import io.parley.command.dispatch.Commands;
import io.parley.command.http.Secret;
import org.jspecify.annotations.Nullable;

/** Starts, renews and ends log-ins, and writes the tokens that go with them. */
public final class Sessions {
    private final Commands commands;
    private final Devices devices;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;

    public Sessions(Commands commands, Devices devices, AccessTokens accessTokens, RefreshTokens refreshTokens) {
        this.commands = commands;
        this.devices = devices;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
    }

    /** @param known the device to log in on, which must be the account's; null adds a new one */
    SessionTokens logIn(Account account, @Nullable DeviceId known, @Nullable String deviceName) {
        if (known != null && !account.devices().contains(known)) {
            throw ProblemException.refused(Refusal.UNKNOWN_DEVICE);
        }
        UserId user = account.user();
        DeviceId device = known != null ? known : devices.add(account, deviceName);
        return switch (commands.ask(new LogIn(device, user), LogInOutcome.class, user, device)) {
            case LogInOutcome.Started started -> tokens(user, new RefreshToken(device, started.sid(), 0));
            case LogInOutcome.Refused refused -> throw ProblemException.refused(refused.refusal());
        };
    }

    SessionTokens refresh(String text) {
        RefreshToken token =
                refreshTokens.read(text).orElseThrow(() -> ProblemException.refused(Refusal.TOKEN_INVALID));
        Refresh command = new Refresh(token.device(), token.sid(), token.generation());
        return switch (commands.ask(command, RefreshOutcome.class)) {
            case RefreshOutcome.Renewed renewed ->
                tokens(renewed.user(), new RefreshToken(token.device(), token.sid(), renewed.generation()));
            case RefreshOutcome.Refused refused -> throw ProblemException.refused(refused.refusal());
        };
    }

    void logOut(Caller caller) {
        LogOut command = new LogOut(caller.device(), caller.sid());
        if (commands.ask(command, Outcome.class, caller.user(), caller.device()) instanceof Outcome.Refused refused) {
            throw ProblemException.refused(refused.refusal());
        }
    }

    private SessionTokens tokens(UserId user, RefreshToken refreshToken) {
        DeviceId device = refreshToken.device();
        return new SessionTokens(
                new Secret(accessTokens.issue(user, device, refreshToken.sid())),
                new Secret(refreshTokens.write(refreshToken)),
                accessTokens.lifetime().toSeconds(),
                user,
                device);
    }
}
