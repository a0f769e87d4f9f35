package io.parley.command.account.session;

import io.parley.api.Refusal;
import io.parley.api.account.handle.FindOwner;
import io.parley.api.account.handle.HandleKey;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.account.handle.HandleName;
import io.parley.api.account.handle.Owner;
import io.parley.api.account.user.Account;
import io.parley.api.account.user.FindAccount;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.AttemptLimits;
import io.parley.command.account.password.Passwords;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.Sealer;
import java.util.Optional;

/** Finds out whether somebody is who they say. It asks the aggregates: a view may not know a fresh registration yet. */
public final class Authentication {
    private final Commands commands;
    private final HandleKeys handleKeys;
    private final Passwords passwords;
    private final Sealer sealer;
    private final AttemptLimits limits;

    public Authentication(
            Commands commands, HandleKeys handleKeys, Passwords passwords, Sealer sealer, AttemptLimits limits) {
        this.commands = commands;
        this.handleKeys = handleKeys;
        this.passwords = passwords;
        this.sealer = sealer;
        this.limits = limits;
    }

    public Account authenticate(HandleName handle, String password, String address) {
        HandleKey key = handleKeys.of(handle);
        limits.takeFor(address, key);
        UserId owner = commands.ask(new FindOwner(key), Owner.class).user();
        if (owner == null) {
            passwords.matchNobody(password);
            throw ProblemException.refused(Refusal.WRONG_CREDENTIALS);
        }
        Account account = commands.ask(new FindAccount(owner), Account.class);
        if (!isPasswordOf(account, password)) {
            throw ProblemException.refused(Refusal.WRONG_CREDENTIALS);
        }
        return account;
    }

    private boolean isPasswordOf(Account account, String password) {
        Optional<String> hash = sealer.open(account.passwordHash());
        if (hash.isEmpty()) { // erased
            passwords.matchNobody(password);
            return false;
        }
        return passwords.matches(password, hash.get());
    }
}
