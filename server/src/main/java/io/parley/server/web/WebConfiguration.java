package io.parley.server.web;

import io.parley.command.account.AccountOptions;
import io.parley.command.account.token.AccessTokenDecoder;
import io.parley.command.account.token.SigningKeys;
import io.parley.command.account.token.SigningKeysConfiguration;
import io.parley.command.http.ProblemAdvice;
import io.parley.command.http.ProblemOnDeniedAccess;
import java.time.Clock;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP side of the process: who may ask for what, and the documents that describe it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccountOptions.class, WebOptions.class, TlsOptions.class})
@Import({ProtocolController.class, ProblemAdvice.class, SigningKeysConfiguration.class})
public class WebConfiguration {
    /** What is answered is data: should a browser take it for a page, it loads and runs nothing, in no frame. */
    private static final String NOTHING_IS_A_PAGE = "default-src 'none'; frame-ancestors 'none'";

    /** Its own scripts and styles, nothing inline, nothing from elsewhere; text never becomes markup. */
    private static final String THE_PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types parley-page";

    /** The chat page: files that anybody may read. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain page(HttpSecurity http) throws Exception {
        return http.securityMatcher("/", "/index.html", "/sw.js", "/app/**", "/client/**", "/_static/**")
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(THE_PAGE))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, JsonMapper mapper, QueryGateway queries) throws Exception {
        ProblemOnDeniedAccess denied = new ProblemOnDeniedAccess(mapper);
        return http.csrf(csrf -> csrf.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING_IS_A_PAGE))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.POST,
                                "/v1/accounts",
                                "/v1/sessions",
                                "/v1/sessions/refresh",
                                "/v1/sessions/oidc",
                                "/poll") // its session stands for a token
                        .permitAll()
                        // A token of their own, see OperatorToken.
                        .requestMatchers(HttpMethod.POST, "/operator/**")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.GET,
                                "/.well-known/jwks.json",
                                "/openapi.json",
                                "/asyncapi.json",
                                "/socket",
                                "/actuator/health/**",
                                "/actuator/prometheus")
                        .permitAll()
                        // A grant stands for a token here.
                        .requestMatchers(HttpMethod.GET, "/v1/assets/*")
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, "/v1/assets/*")
                        .permitAll()
                        .requestMatchers("/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(
                        tokens -> tokens.jwt(jwt -> jwt.jwtAuthenticationConverter(new LogInsChecked(queries)))
                                .authenticationEntryPoint(denied)
                                .accessDeniedHandler(denied))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(denied).accessDeniedHandler(denied))
                .build();
    }

    /** Before everything else, the socket's upgrade too. */
    @Bean
    FilterRegistrationBean<KnownHosts> knownHosts(WebOptions options) {
        FilterRegistrationBean<KnownHosts> filter = new FilterRegistrationBean<>(new KnownHosts(options));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    RequestsPerAddress requestsPerAddress(WebOptions options, JsonMapper mapper) {
        return new RequestsPerAddress(options, mapper);
    }

    @Bean
    FilterRegistrationBean<RequestsPerAddress> requestsPerAddressFilter(RequestsPerAddress requestsPerAddress) {
        FilterRegistrationBean<RequestsPerAddress> filter = new FilterRegistrationBean<>(requestsPerAddress);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> toolsPort(TlsOptions options) {
        return Tls.toolsPort(options);
    }

    @Bean
    JwtDecoder jwtDecoder(SigningKeys keys, AccountOptions options, Clock clock) {
        return AccessTokenDecoder.create(keys, options.tokens(), clock);
    }
}
