package io.parley.command.account.oidc;

import io.parley.api.Refusal;
import io.parley.api.account.handle.FindOwner;
import io.parley.api.account.handle.HandleKey;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.account.handle.HandleName;
import io.parley.api.account.handle.Owner;
import io.parley.api.account.handle.RegisterOutcome;
import io.parley.api.account.handle.RegisterUser;
import io.parley.api.account.user.Account;
import io.parley.api.account.user.FindAccount;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.AccountOptions;
import io.parley.command.account.AttemptLimits;
import io.parley.command.account.password.Passwords;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.Sealer;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * People whom an OpenID provider knows. Whoever comes for the first time becomes a person under a free handle like the one that the provider
 * says; a handle that somebody has is never theirs, whatever the provider says.
 */
public final class Identities {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 32;
    private static final int MAX_NAME = 64;

    private final ProviderTokens tokens;
    private final AccountOptions.Oidc options;
    private final Commands commands;
    private final HandleKeys handleKeys;
    private final Passwords passwords;
    private final Sealer sealer;
    private final AttemptLimits limits;

    Identities(
            ProviderTokens tokens,
            AccountOptions.Oidc options,
            Commands commands,
            HandleKeys handleKeys,
            Passwords passwords,
            Sealer sealer,
            AttemptLimits limits) {
        this.tokens = tokens;
        this.options = options;
        this.commands = commands;
        this.handleKeys = handleKeys;
        this.passwords = passwords;
        this.sealer = sealer;
        this.limits = limits;
    }

    /**
     * The account of whom the token is about; made where there is none.
     *
     * @param address of the client, for the limit
     * @throws ProblemException {@code token_invalid}, {@code rate_limited}, or {@code unavailable} where the provider cannot be asked
     */
    public Account authenticate(String token, String address) {
        limits.takeFor(address);
        Jwt jwt = tokens.read(token);
        HandleKey identity = handleKeys.ofIdentity(jwt.getClaimAsString("iss"), jwt.getSubject());
        UserId known = owner(identity);
        UserId user = known == null ? registerOnce(jwt, identity) : known;
        Account account = commands.ask(new FindAccount(user), Account.class);
        if (sealer.open(account.readableHandle()).isEmpty()) { // erased
            throw ProblemException.refused(Refusal.WRONG_CREDENTIALS);
        }
        return account;
    }

    private @Nullable UserId owner(HandleKey handle) {
        return commands.ask(new FindOwner(handle), Owner.class).user();
    }

    /** Of a person's first devices that come at the same moment one registers the person for all. */
    private UserId registerOnce(Jwt jwt, HandleKey identity) {
        try {
            return register(jwt, identity);
        } catch (ProblemException e) {
            UserId registered = owner(identity);
            if (registered == null) {
                throw e;
            }
            return registered;
        }
    }

    private UserId register(Jwt jwt, HandleKey identity) {
        UserId user = UserId.create();
        HandleName handle = HandlesLike.of(jwt.getClaimAsString(options.handleClaim()))
                .filter(this::isFree)
                .findFirst()
                .orElseThrow(() -> ProblemException.refused(Refusal.HANDLE_TAKEN));
        RegisterUser command = new RegisterUser(
                handleKeys.of(handle),
                identity,
                user,
                sealer.seal(user, handle.value()),
                sealer.seal(user, name(jwt.getClaimAsString(options.nameClaim()), handle)),
                sealer.seal(user, passwords.hash(nobodysPassword())));
        return switch (commands.ask(command, RegisterOutcome.class, user)) {
            case RegisterOutcome.Registered registered -> registered.user();
            case RegisterOutcome.Refused refused -> throw ProblemException.refused(refused.refusal());
        };
    }

    private boolean isFree(HandleName handle) {
        return owner(handleKeys.of(handle)) == null;
    }

    private static String name(@Nullable String claim, HandleName handle) {
        String line = claim == null ? "" : claim.replaceAll("\\p{Cntrl}", " ").strip();
        return line.isEmpty()
                ? handle.value()
                : line.codePoints()
                        .limit(MAX_NAME)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static String nobodysPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
