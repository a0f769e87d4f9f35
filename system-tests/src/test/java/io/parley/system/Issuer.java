package io.parley.system;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/** An OpenID provider on a port of its own: Spring's authorization server, whose people are its clients. */
final class Issuer implements AutoCloseable {
    private static final String SECRET_OF = "secret-of-";

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<RSAKey> key;
    private final int port;

    /** @param audience of the tokens, but for those of the client {@code stray} */
    Issuer(int port, String audience) throws JOSEException {
        this.port = port;
        this.key = new AtomicReference<>(newKey());
        this.context = new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(Settings.class, () -> new Settings(port, audience, key));
        context.register(Provider.class);
        context.refresh();
    }

    record Settings(int port, String audience, AtomicReference<RSAKey> key) {}

    private static RSAKey newKey() throws JOSEException {
        return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** From now on another key signs, and the one before is gone. */
    void rotate() throws JOSEException {
        key.set(newKey());
    }

    String token(String client) throws IOException, InterruptedException {
        String credentials = Base64.getEncoder()
                .encodeToString((client + ':' + SECRET_OF + client).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(url(port) + "/oauth2/token"))
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new AssertionError("The issuer answered " + response.statusCode() + " " + response.body());
        }
        return JsonMapper.shared()
                .readTree(response.body())
                .path("access_token")
                .asString();
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class Provider {
        @Bean
        TomcatServletWebServerFactory tomcat(Settings settings) {
            TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(settings.port());
            tomcat.setAddress(InetAddress.getLoopbackAddress());
            tomcat.setRegisterDefaultServlet(true);
            return tomcat;
        }

        @Bean
        SecurityFilterChain security(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> server.oidc(oidc -> {}))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(List.of("ann@example.com", "bob", "stray").stream()
                    .map(Provider::client)
                    .toList());
        }

        private static RegisteredClient client(String name) {
            return RegisteredClient.withId(name)
                    .clientId(name)
                    .clientSecret("{noop}" + SECRET_OF + name)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .tokenSettings(TokenSettings.builder()
                            .accessTokenTimeToLive(Duration.ofMinutes(5))
                            .build())
                    .build();
        }

        @Bean
        JWKSource<SecurityContext> keys(Settings settings) {
            return (selector, context) ->
                    selector.select(new JWKSet(settings.key().get()));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return NimbusJwtDecoder.withJwkSource(keys).build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(Settings settings) {
            return context -> {
                String client = context.getRegisteredClient().getClientId();
                context.getClaims()
                        .audience(List.of(client.equals("stray") ? "somebody-else" : settings.audience()))
                        .claims(claims -> claims.putAll(Map.of("preferred_username", client, "name", "A " + client)));
            };
        }

        @Bean
        AuthorizationServerSettings server(Settings settings) {
            return AuthorizationServerSettings.builder()
                    .issuer(url(settings.port()))
                    .build();
        }
    }
}
