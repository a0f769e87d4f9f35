package io.parley.command.account;

import io.parley.api.account.handle.HandleKeys;
import io.parley.api.asset.AssetGrants;
import io.parley.api.id.UserId;
import io.parley.command.account.token.AccessTokenDecoder;
import io.parley.command.account.token.SigningKeys;
import io.parley.command.http.ProblemAdvice;
import io.parley.command.http.ProblemOnDeniedAccess;
import io.parley.sealing.PersonKey;
import io.parley.sealing.PersonKeys;
import io.parley.sealing.Sealer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/** The accounts slice alone on a real Tomcat, with a store and person keys in memory. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({AccountsConfiguration.class, ProblemAdvice.class})
class TestServer {
    @Bean
    TestClock clock() {
        return new TestClock();
    }

    @Bean
    HandleKeys handleKeys(AccountOptions options) {
        return HandleKeys.from(options.keys().resolve("handle-secret"));
    }

    @Bean
    AssetGrants assetGrants(AccountOptions options, Clock clock) {
        return AssetGrants.from(options.keys().resolve("asset-grant-secret"), clock);
    }

    @Bean
    PersonKeysInMemory personKeys() {
        return new PersonKeysInMemory();
    }

    @Bean
    Sealer sealer(PersonKeys keys) {
        return new Sealer(keys);
    }

    @Bean
    InMemoryEventStorageEngine storageEngine() {
        return new InMemoryEventStorageEngine();
    }

    @Bean(destroyMethod = "shutdown")
    org.axonframework.config.Configuration axon(InMemoryEventStorageEngine engine, List<ConfigurerModule> modules) {
        return AxonInMemory.start(engine, modules);
    }

    @Bean
    CommandGateway commandGateway(org.axonframework.config.Configuration axon) {
        return axon.commandGateway();
    }

    @Bean
    JwtDecoder jwtDecoder(SigningKeys keys, AccountOptions options, Clock clock) {
        return AccessTokenDecoder.create(keys, options.tokens(), clock);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, JsonMapper mapper) throws Exception {
        ProblemOnDeniedAccess problems = new ProblemOnDeniedAccess(mapper);
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.POST, "/v1/accounts", "/v1/sessions", "/v1/sessions/refresh")
                        .permitAll()
                        .requestMatchers("/.well-known/jwks.json", "/openapi.json", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server ->
                        server.jwt(jwt -> {}).authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    static final class PersonKeysInMemory implements PersonKeys {
        private static final int AES_BYTES = 32;

        private final ConcurrentHashMap<UserId, PersonKey> keys = new ConcurrentHashMap<>();

        @Override
        public PersonKey current(UserId person) {
            byte[] secret = new byte[AES_BYTES];
            return keys.computeIfAbsent(
                    person, any -> new PersonKey("key-" + person, person, new SecretKeySpec(secret, "AES")));
        }

        @Override
        public Optional<PersonKey> find(String keyId) {
            return keys.values().stream()
                    .filter(key -> key.keyId().equals(keyId))
                    .findFirst();
        }

        @Override
        public void destroy(UserId person) {
            keys.remove(person);
        }
    }
}
