package io.parley.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.parley.api.id.UserId;
import io.parley.sealing.PersonKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

class AccountsOverHttpTest {
    private static final String PASSWORD = "correct horse";

    @TempDir
    private static Path data;

    private static ConfigurableApplicationContext server;
    private static Http http;
    private static int people;

    @BeforeAll
    static void start() {
        server = start(true);
        http = at(server);
    }

    private static ConfigurableApplicationContext start(boolean registration) {
        return new SpringApplicationBuilder(TestServer.class)
                .web(WebApplicationType.SERVLET)
                .properties(Map.of(
                        "server.address", "127.0.0.1",
                        "server.port", "0",
                        "spring.main.banner-mode", "off",
                        "springdoc.api-docs.path", "/openapi.json",
                        "parley.accounts.keys", data.resolve("keys").toString(),
                        "parley.accounts.attempts.per-address", "10000",
                        "parley.accounts.attempts.per-handle", "30",
                        "parley.accounts.registration", registration))
                .run();
    }

    private static Http at(ConfigurableApplicationContext server) {
        return new Http(
                ((ServletWebServerApplicationContext) server).getWebServer().getPort());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Nested
    class InABrowser {
        @Test
        void theRefreshTokenIsInACookieThatNoScriptCanRead() {
            String handle = register();
            Http.Answer session = http.postFromPage(
                    "/v1/sessions", Map.of("handle", handle, "password", PASSWORD, "cookie", true), null);
            assertThat(session.status()).isEqualTo(200);
            assertThat(session.body().has("refreshToken")).isFalse();
            String cookie =
                    session.response().headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/v1/sessions");

            Http.Answer renewed = http.postFromPage(
                    "/v1/sessions/refresh", Map.of("cookie", true), cookie.substring(0, cookie.indexOf(';')));
            assertThat(renewed.status()).isEqualTo(200);
            assertThat(renewed.text("accessToken")).isNotEmpty();
            assertThat(renewed.body().has("refreshToken")).isFalse();
        }

        @Test
        void withoutACookieThereIsNoLogInToGoOnWith() {
            assertProblem(
                    http.postFromPage("/v1/sessions/refresh", Map.of("cookie", true), null), 401, "token_invalid");
        }

        @Test
        void theCookieIsForPagesOnly() {
            assertProblem(http.post("/v1/sessions/refresh", Map.of("cookie", true)), 400, "bad_request");
        }
    }

    @Nested
    class Registering {
        @Test
        void whereItIsClosedNobodyCanAndThatIsSaid() {
            try (ConfigurableApplicationContext closed = start(false)) {
                Http.Answer refused =
                        at(closed).post("/v1/accounts", Map.of("handle", newHandle(), "password", PASSWORD));
                assertProblem(refused, 403, "forbidden");
                assertThat(refused.text("detail")).contains("takes no registrations");
            }
        }

        @Test
        void whoRegistersCanLogInAtOnce() {
            String handle = newHandle();
            Http.Answer registered = http.post("/v1/accounts", Map.of("handle", handle, "password", PASSWORD));
            assertThat(registered.status()).isEqualTo(201);

            Http.Answer session = logIn(handle);
            assertThat(session.status()).isEqualTo(200);
            assertThat(session.text("user")).isEqualTo(registered.text("user")).isNotEmpty();
            assertThat(session.body().path("expiresIn").asInt()).isEqualTo(900);
        }

        @Test
        void aHandleIsTheSameHoweverItIsTyped() {
            String handle = register();
            assertProblem(
                    http.post("/v1/accounts", Map.of("handle", handle.toUpperCase(Locale.ROOT), "password", PASSWORD)),
                    409,
                    "handle_taken");
            assertThat(logIn(handle.toUpperCase(Locale.ROOT)).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @CsvSource({
            "a, 'correct horse', handle",
            "-alice, 'correct horse', handle",
            "'ali ce', 'correct horse', handle",
            "älice, 'correct horse', handle",
            "alice, short, password",
            ", 'correct horse', handle",
            "alice, , password",
        })
        void whatIsWrongIsNamed(String handle, String password, String field) {
            Map<String, String> account = new HashMap<>();
            account.put("handle", handle);
            account.put("password", password);

            Http.Answer answer = http.post("/v1/accounts", account);

            assertProblem(answer, 400, "bad_request");
            assertThat(answer.text("detail")).contains("'" + field + "'");
        }

        @Test
        void aNameHoldsNoControlCharacters() {
            Http.Answer answer = http.post(
                    "/v1/accounts", Map.of("handle", newHandle(), "password", PASSWORD, "name", "Al\u0007ice"));
            assertProblem(answer, 400, "bad_request");
            assertThat(answer.text("detail")).contains("'name'");
        }

        @Test
        void whatIsNoJsonIsRefusedWithoutQuotingIt() {
            Http.Answer answer = http.postText("/v1/accounts", "{\"password\": [\"hunter22\"]}");
            assertProblem(answer, 400, "bad_request");
            assertThat(answer.response().body()).contains("'password'").doesNotContain("hunter22");
            assertProblem(http.postText("/v1/accounts", "hunter22"), 400, "bad_request");
            assertProblem(http.postText("/v1/accounts", ""), 400, "bad_request");
        }

        @Test
        void noEventHoldsReadableTextOfAPerson() {
            String handle = newHandle();
            http.post("/v1/accounts", Map.of("handle", handle, "password", PASSWORD, "name", "Alice Liddell"));
            http.post("/v1/sessions", Map.of("handle", handle, "password", PASSWORD, "deviceName", "Alice's phone"));

            Stream<String> stored = server.getBean(InMemoryEventStorageEngine.class)
                    .readEvents(null, false)
                    .map(Message::toString);
            assertThat(stored)
                    .isNotEmpty()
                    .noneMatch(event -> event.contains(handle)
                            || event.contains("Liddell")
                            || event.contains("phone")
                            || event.contains("argon2"));
        }
    }

    @Nested
    class LoggingIn {
        @Test
        void aWrongPasswordAndAnUnknownHandleAreAnsweredAlike() {
            Http.Answer wrong = http.post("/v1/sessions", Map.of("handle", register(), "password", "something else"));
            Http.Answer unknown = http.post("/v1/sessions", Map.of("handle", newHandle(), "password", PASSWORD));

            assertProblem(wrong, 401, "wrong_credentials");
            assertThat(unknown.body()).isEqualTo(wrong.body());
        }

        @Test
        void aLogInWithoutADeviceAddsOne() {
            String handle = register();
            assertThat(logIn(handle).text("device")).isNotEqualTo(logIn(handle).text("device"));
        }

        @Test
        void aLogInOnTheSameDeviceEndsTheOneBefore() throws Exception {
            String handle = register();
            Http.Answer first = logIn(handle);
            Http.Answer second = logIn(handle, first.text("device"));

            assertThat(second.text("device")).isEqualTo(first.text("device"));
            assertThat(claims(second).getStringClaim("sid"))
                    .isNotEqualTo(claims(first).getStringClaim("sid"));
            assertProblem(refresh(first.text("refreshToken")), 401, "token_invalid");
            assertThat(refresh(second.text("refreshToken")).status()).isEqualTo(200);
        }

        @Test
        void anotherPersonsDeviceIsUnknown() {
            String device = logIn(register()).text("device");
            assertProblem(logIn(register(), device), 404, "unknown_device");
        }

        @Test
        void anErasedPersonHasNoPassword() {
            String handle = newHandle();
            String user = http.post("/v1/accounts", Map.of("handle", handle, "password", PASSWORD))
                    .text("user");
            server.getBean(PersonKeys.class).destroy(new UserId(user));

            assertProblem(logIn(handle), 401, "wrong_credentials");
        }

        @Test
        void afterTooManyAttemptsOneHasToWait() {
            String handle = newHandle();
            Http.Answer answer = null;
            for (int attempt = 0; attempt < 40; attempt++) {
                answer = http.postText(
                        "/v1/sessions", "{\"handle\":\"" + handle + "\",\"password\":\"guess " + attempt + "\"}");
                if (answer.status() == 429) {
                    break;
                }
            }
            assertThat(answer).isNotNull();
            assertProblem(answer, 429, "rate_limited");
            assertThat(answer.body().path("retryable").asBoolean()).isTrue();
            assertThat(answer.response()
                            .headers()
                            .firstValueAsLong("Retry-After")
                            .orElse(0))
                    .isBetween(1L, 60L);
        }

        @Test
        void theAccessTokenVerifiesWithThePublishedKey() throws Exception {
            Http.Answer session = logIn(register());
            SignedJWT token = SignedJWT.parse(session.text("accessToken"));
            JWKSet published = JWKSet.parse(
                    http.get("/.well-known/jwks.json", null).response().body());

            assertThat(published.getKeys()).noneMatch(key -> key.isPrivate());
            assertThat(token.verify(new RSASSAVerifier(published
                            .getKeyByKeyId(token.getHeader().getKeyID())
                            .toRSAKey())))
                    .isTrue();
            assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(session.text("user"));
            assertThat(token.getJWTClaimsSet().getStringClaim("did")).isEqualTo(session.text("device"));
            assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("parley");
            assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("parley");
        }
    }

    @Nested
    class Refreshing {
        @Test
        void aRefreshGivesNewTokensOfTheSameLogIn() throws Exception {
            Http.Answer session = logIn(register());
            Http.Answer renewed = refresh(session.text("refreshToken"));

            assertThat(renewed.status()).isEqualTo(200);
            assertThat(renewed.text("refreshToken")).isNotEqualTo(session.text("refreshToken"));
            assertThat(renewed.text("user")).isEqualTo(session.text("user"));
            assertThat(claims(renewed).getStringClaim("sid"))
                    .isEqualTo(claims(session).getStringClaim("sid"));
        }

        @Test
        void whereTheAnswerWasLostTheSameSuccessorComesAgain() {
            String token = logIn(register()).text("refreshToken");
            assertThat(refresh(token).text("refreshToken"))
                    .isEqualTo(refresh(token).text("refreshToken"))
                    .isNotEmpty();
        }

        @Test
        void aTokenWhoseSuccessorWasUsedEndsTheLogIn() {
            String first = logIn(register()).text("refreshToken");
            String second = refresh(first).text("refreshToken");
            String third = refresh(second).text("refreshToken");

            assertProblem(refresh(first), 401, "token_reused");
            assertProblem(refresh(third), 401, "token_invalid");
        }

        @Test
        void aTokenThatWasTamperedWithIsNothing() {
            String token = logIn(register()).text("refreshToken");
            for (String tampered : List.of(
                    "", "x", "prt1.", "prt1..", token + "x", token.substring(1), token.replace("prt1.", "prt1.A"))) {
                assertProblem(refresh(tampered), 401, "token_invalid");
            }
            assertThat(refresh(token).status()).isEqualTo(200);
        }
    }

    @Nested
    class LeavingAgain {
        @Test
        void afterALogOutTheRefreshTokenIsNothing() {
            Http.Answer session = logIn(register());
            assertThat(http.delete("/v1/sessions/current", session.text("accessToken"))
                            .status())
                    .isEqualTo(204);
            assertProblem(refresh(session.text("refreshToken")), 401, "token_invalid");
        }

        @Test
        void aDeviceIsWelcomeAgainAfterALogOut() {
            String handle = register();
            Http.Answer session = logIn(handle);
            http.delete("/v1/sessions/current", session.text("accessToken"));
            assertThat(logIn(handle, session.text("device")).status()).isEqualTo(200);
        }

        @Test
        void aRevokedDeviceIsNeverWelcomeAgain() {
            String handle = register();
            Http.Answer lost = logIn(handle);
            Http.Answer other = logIn(handle);
            String path = "/v1/devices/" + lost.text("device");

            assertThat(http.delete(path, other.text("accessToken")).status()).isEqualTo(204);

            assertProblem(refresh(lost.text("refreshToken")), 403, "device_revoked");
            assertProblem(logIn(handle, lost.text("device")), 404, "unknown_device");
            assertProblem(http.delete(path, other.text("accessToken")), 404, "unknown_device");
        }

        @Test
        void nobodyRevokesAnothersDevice() {
            Http.Answer alice = logIn(register());
            Http.Answer mallory = logIn(register());
            assertProblem(
                    http.delete("/v1/devices/" + alice.text("device"), mallory.text("accessToken")),
                    404,
                    "unknown_device");
            assertThat(refresh(alice.text("refreshToken")).status()).isEqualTo(200);
        }

        @Test
        void withoutATokenNobodyIsLoggedOut() {
            assertProblem(http.delete("/v1/sessions/current", null), 401, "unauthorized");
            assertProblem(http.delete("/v1/sessions/current", "x.y.z"), 401, "unauthorized");
        }
    }

    @Nested
    class WithManyDevices {
        @Test
        void a17thDeviceIsRefusedUntilOneIsLoggedOut() {
            String handle = register();
            Set<String> devices = new HashSet<>();
            Http.Answer last = null;
            for (int device = 0; device < 16; device++) {
                last = logIn(handle);
                devices.add(last.text("device"));
            }
            assertThat(devices).hasSize(16);
            assertProblem(logIn(handle), 409, "device_limit");

            assertThat(last).isNotNull();
            http.delete("/v1/sessions/current", last.text("accessToken"));
            assertThat(logIn(handle).status()).isEqualTo(200);
            assertProblem(logIn(handle), 409, "device_limit");
        }
    }

    @Nested
    class Elsewhere {
        @Test
        void anUnknownAddressAndAWrongMethodAreProblemsToo() {
            String token = logIn(register()).text("accessToken");
            assertProblem(http.get("/v1/nothing", token), 404, "not_found");
            assertProblem(http.get("/v1/accounts", token), 405, "method_not_allowed");
        }

        @Test
        void theOpenApiDocumentDescribesIt() {
            Http.Answer document = http.get("/openapi.json", null);
            assertThat(document.body().path("paths").propertyNames())
                    .contains(
                            "/v1/accounts",
                            "/v1/sessions",
                            "/v1/sessions/refresh",
                            "/v1/sessions/current",
                            "/v1/devices/{device}",
                            "/.well-known/jwks.json");
            assertThat(document.body()
                            .at("/components/schemas/SessionTokens/properties/accessToken/type")
                            .asString())
                    .isEqualTo("string");
        }

        @Test
        void onlyTheOwnerReadsTheKeys() throws Exception {
            try (Stream<Path> files = Files.list(data.resolve("keys"))) {
                List<Path> keys = files.toList();
                assertThat(keys)
                        .hasSize(4)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }

        @Test
        void anAccessTokenExpires() {
            Http.Answer session = logIn(register());
            server.getBean(TestClock.class).pass(Duration.ofMinutes(16));
            assertProblem(http.delete("/v1/sessions/current", session.text("accessToken")), 401, "unauthorized");
        }
    }

    private static String newHandle() {
        people++;
        return "person" + people;
    }

    private static String register() {
        String handle = newHandle();
        assertThat(http.post("/v1/accounts", Map.of("handle", handle, "password", PASSWORD))
                        .status())
                .isEqualTo(201);
        return handle;
    }

    private static Http.Answer logIn(String handle) {
        return http.post("/v1/sessions", Map.of("handle", handle, "password", PASSWORD));
    }

    private static Http.Answer logIn(String handle, String device) {
        return http.post("/v1/sessions", Map.of("handle", handle, "password", PASSWORD, "device", device));
    }

    private static Http.Answer refresh(String token) {
        return http.post("/v1/sessions/refresh", Map.of("refreshToken", token));
    }

    private static JWTClaimsSet claims(Http.Answer session) throws Exception {
        return SignedJWT.parse(session.text("accessToken")).getJWTClaimsSet();
    }

    private static void assertProblem(Http.Answer answer, int status, String code) {
        assertThat(answer.text("code")).as("%s", answer.response().body()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text("detail")).isNotEmpty();
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/problem+json");
    }
}
