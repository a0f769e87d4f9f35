package io.parley.command.account.token;

import io.parley.command.account.AccountOptions;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What access tokens are signed and verified with: also for roles that only verify. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountOptions.class)
public class SigningKeysConfiguration {
    /** In the keys folder. */
    public static final String SIGNING_KEYS = "token-signing-keys.json";

    @Bean
    SigningKeys signingKeys(AccountOptions options, Clock clock) {
        return SigningKeys.from(options.keys().resolve(SIGNING_KEYS), clock);
    }
}
