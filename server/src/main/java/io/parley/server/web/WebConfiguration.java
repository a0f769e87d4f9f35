package io.parley.server.web;

import io.parley.command.account.AccountOptions;
import io.parley.command.account.token.AccessTokenDecoder;
import io.parley.command.account.token.SigningKeys;
import io.parley.command.http.ProblemAdvice;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/** The HTTP side of the process: who may ask for what, and the documents that describe it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountOptions.class)
@Import({ProtocolController.class, ProblemAdvice.class})
public class WebConfiguration {
    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(
                                HttpMethod.POST, "/v1/accounts", "/v1/sessions", "/v1/sessions/refresh")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.GET,
                                "/.well-known/jwks.json",
                                "/openapi.json",
                                "/asyncapi.json",
                                "/socket",
                                "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(tokens -> tokens.jwt(Customizer.withDefaults()))
                .build();
    }

    @Bean
    JwtDecoder jwtDecoder(SigningKeys keys, AccountOptions options, Clock clock) {
        return AccessTokenDecoder.create(keys, options.tokens(), clock);
    }
}
