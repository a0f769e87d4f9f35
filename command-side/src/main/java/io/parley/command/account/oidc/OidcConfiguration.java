package io.parley.command.account.oidc;

import io.parley.api.account.handle.HandleKeys;
import io.parley.command.account.AccountOptions;
import io.parley.command.account.AttemptLimits;
import io.parley.command.account.password.Passwords;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.Sealer;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Log-in by way of an OpenID provider, where one is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("parley.accounts.oidc.issuer")
public class OidcConfiguration {
    @Bean
    Identities identities(
            AccountOptions options,
            Commands accountCommands,
            HandleKeys handleKeys,
            Passwords passwords,
            Sealer sealer,
            AttemptLimits limits,
            Clock clock) {
        AccountOptions.Oidc oidc = options.oidc();
        ProviderTokens tokens = new ProviderTokens(
                Objects.requireNonNull(oidc.issuer()), Objects.requireNonNull(oidc.audience()), clock);
        return new Identities(tokens, oidc, accountCommands, handleKeys, passwords, sealer, limits);
    }
}
