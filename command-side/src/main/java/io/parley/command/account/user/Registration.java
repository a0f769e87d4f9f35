package io.parley.command.account.user;

import io.parley.api.Refusal;
import io.parley.api.account.handle.FindOwner;
import io.parley.api.account.handle.HandleKey;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.account.handle.HandleName;
import io.parley.api.account.handle.Owner;
import io.parley.api.account.handle.RegisterOutcome;
import io.parley.api.account.handle.RegisterUser;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.AttemptLimits;
import io.parley.command.account.password.Passwords;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.Sealer;

/** Registers people. A taken handle is refused before a password is hashed or a key made. */
public final class Registration {
    private final Commands commands;
    private final HandleKeys handleKeys;
    private final Passwords passwords;
    private final Sealer sealer;
    private final AttemptLimits limits;

    public Registration(
            Commands commands, HandleKeys handleKeys, Passwords passwords, Sealer sealer, AttemptLimits limits) {
        this.commands = commands;
        this.handleKeys = handleKeys;
        this.passwords = passwords;
        this.sealer = sealer;
        this.limits = limits;
    }

    /** @param address of the client, for the limit */
    public UserId register(HandleName handle, String password, String name, String address) {
        HandleKey key = handleKeys.of(handle);
        limits.takeFor(address, key);
        if (commands.ask(new FindOwner(key), Owner.class).user() != null) {
            throw ProblemException.refused(Refusal.HANDLE_TAKEN);
        }
        UserId user = UserId.create();
        String hash = passwords.hash(password);
        RegisterUser command = new RegisterUser(
                key, null, user, sealer.seal(user, handle.value()), sealer.seal(user, name), sealer.seal(user, hash));
        return switch (commands.ask(command, RegisterOutcome.class, user)) {
            case RegisterOutcome.Registered registered -> registered.user();
            case RegisterOutcome.Refused refused -> throw ProblemException.refused(refused.refusal());
        };
    }
}
