package io.parley.command.account;

import io.parley.api.account.handle.HandleKeys;
import io.parley.command.account.device.Devices;
import io.parley.command.account.device.DevicesController;
import io.parley.command.account.device.RefreshRules;
import io.parley.command.account.oidc.OidcConfiguration;
import io.parley.command.account.password.Passwords;
import io.parley.command.account.session.Authentication;
import io.parley.command.account.session.IdentitySessionsController;
import io.parley.command.account.session.Sessions;
import io.parley.command.account.session.SessionsController;
import io.parley.command.account.token.AccessTokens;
import io.parley.command.account.token.Appointed;
import io.parley.command.account.token.JwksController;
import io.parley.command.account.token.RefreshTokens;
import io.parley.command.account.token.SigningKeys;
import io.parley.command.account.token.SigningKeysConfiguration;
import io.parley.command.account.user.AccountsController;
import io.parley.command.account.user.PrivacyController;
import io.parley.command.account.user.ProfileController;
import io.parley.command.account.user.Registration;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.Sealer;
import java.time.Clock;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Accounts, devices and their log-ins, with the HTTP API over them. Needs beans of {@link CommandGateway}, {@link Sealer},
 * {@link HandleKeys} and {@link Clock}, and a security filter chain that puts a verified {@code Jwt} before the
 * controllers.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountOptions.class)
@Import({
    AccountsController.class,
    PrivacyController.class,
    ProfileController.class,
    SessionsController.class,
    IdentitySessionsController.class,
    DevicesController.class,
    JwksController.class,
    SigningKeysConfiguration.class,
    OidcConfiguration.class
})
public class AccountsConfiguration {
    private static final String REFRESH_SECRET = "refresh-token-secret";

    @Bean
    RefreshRules refreshRules(AccountOptions options) {
        return new RefreshRules(
                options.tokens().refreshGrace(), options.tokens().refreshUnused());
    }

    @Bean
    ConfigurerModule accountsModule(Clock clock, RefreshRules rules) {
        return new AccountsModule(clock, rules);
    }

    @Bean
    AccessTokens accessTokens(
            SigningKeys keys, AccountOptions options, Clock clock, HandleKeys handleKeys, Commands accountCommands) {
        Appointed operators = new Appointed(options.operatorHandles(), handleKeys, accountCommands);
        Appointed auditors = new Appointed(options.auditorHandles(), handleKeys, accountCommands);
        return new AccessTokens(keys, options.tokens(), clock, operators::contains, auditors::contains);
    }

    @Bean
    RefreshTokens refreshTokens(AccountOptions options) {
        return RefreshTokens.from(options.keys().resolve(REFRESH_SECRET));
    }

    @Bean
    Passwords passwords(AccountOptions options) {
        return new Passwords(options.passwords());
    }

    @Bean
    AttemptLimits attemptLimits(AccountOptions options) {
        return new AttemptLimits(options.attempts());
    }

    @Bean
    Commands accountCommands(CommandGateway gateway, AccountOptions options) {
        return new Commands(gateway, options.commandDeadline());
    }

    @Bean
    Devices devices(Commands accountCommands, Sealer sealer) {
        return new Devices(accountCommands, sealer);
    }

    @Bean
    Registration registration(
            Commands accountCommands, HandleKeys handleKeys, Passwords passwords, Sealer sealer, AttemptLimits limits) {
        return new Registration(accountCommands, handleKeys, passwords, sealer, limits);
    }

    @Bean
    Authentication accountAuthentication(
            Commands accountCommands, HandleKeys handleKeys, Passwords passwords, Sealer sealer, AttemptLimits limits) {
        return new Authentication(accountCommands, handleKeys, passwords, sealer, limits);
    }

    @Bean
    Sessions sessions(
            Commands accountCommands, Devices devices, AccessTokens accessTokens, RefreshTokens refreshTokens) {
        return new Sessions(accountCommands, devices, accessTokens, refreshTokens);
    }
}
