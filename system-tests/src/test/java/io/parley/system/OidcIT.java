package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.parley.client.http.ParleyProblem;
import io.parley.client.http.Tokens;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People whom a real OpenID provider knows. */
@ExtendWith(FramesChecked.class)
class OidcIT {
    @Test
    void whoTheProviderKnowsComesInAndNobodyElse(@TempDir Path folder) throws Exception {
        int port = RunningServer.freePort();
        try (RunningServer server = RunningServer.up(
                folder,
                "parley.accounts.oidc.issuer=" + Issuer.url(port),
                "parley.accounts.oidc.audience=parley-web")) {
            assertThat(refused(server, "anything")).as("the provider is away").isEqualTo("unavailable");
            Person bob = Person.registerAs(server, "bob");
            try (Issuer issuer = new Issuer(port, "parley-web")) {
                Tokens ann = server.http().logInWith(issuer.token("ann@example.com"), null, "laptop");
                Tokens annAgain = server.http().logInWith(issuer.token("ann@example.com"), ann.device(), null);
                assertThat(annAgain.user()).isEqualTo(ann.user());
                Person fromElsewhere = new Person(server, "ann", annAgain);
                String conversation = bob.with(fromElsewhere);
                try (Socket a = fromElsewhere.connect();
                        Socket b = bob.connect()) {
                    long seq = b.say(conversation, "Welcome").seq();
                    assertThat(a.message(conversation, seq).body()).isEqualTo("Welcome");
                }

                Tokens namesake = server.http().logInWith(issuer.token("bob"), null, null);
                assertThat(namesake.user())
                        .as("a handle that somebody has is theirs")
                        .isNotEqualTo(bob.user());
                assertThat(bob.with(new Person(server, "bob-2", namesake))).isNotBlank();

                String genuine = issuer.token("ann@example.com");
                assertThat(refused(server, issuer.token("stray")))
                        .as("for somebody else")
                        .isEqualTo("token_invalid");
                assertThat(refused(server, forged(genuine))).isEqualTo("token_invalid");
                assertThat(refused(server, new PlainJWT(SignedJWT.parse(genuine).getJWTClaimsSet()).serialize()))
                        .isEqualTo("token_invalid");
                assertThat(refused(server, bob.token())).as("our own").isEqualTo("token_invalid");
                assertThat(refused(server, "not.a.token")).isEqualTo("token_invalid");

                issuer.rotate();

                assertThat(server.http()
                                .logInWith(issuer.token("ann@example.com"), ann.device(), null)
                                .user())
                        .as("with the provider's new key")
                        .isEqualTo(ann.user());
                assertThat(server.http().refresh(namesake.refreshToken()).user())
                        .isEqualTo(namesake.user());
            }
        }
    }

    @Test
    void devicesThatComeAtTheSameMomentForTheFirstTimeAreOnePersons(@TempDir Path folder) throws Exception {
        int port = RunningServer.freePort();
        try (RunningServer server = RunningServer.up(
                        folder,
                        "parley.accounts.oidc.issuer=" + Issuer.url(port),
                        "parley.accounts.oidc.audience=parley-web");
                Issuer issuer = new Issuer(port, "parley-web");
                ExecutorService devices = Executors.newFixedThreadPool(4)) {
            for (String person : List.of("ann@example.com", "bob")) {
                String token = issuer.token(person);
                List<Future<Tokens>> logIns = devices.invokeAll(
                        Collections.nCopies(4, () -> server.http().logInWith(token, null, null)));
                Set<String> users = new HashSet<>();
                for (Future<Tokens> one : logIns) {
                    users.add(one.get().user());
                }
                assertThat(users).hasSize(1);
            }
        }
    }

    private static String refused(RunningServer server, String token) {
        return catchThrowableOfType(ParleyProblem.class, () -> server.http().logInWith(token, null, null))
                .code();
    }

    /** The same claims under the same key's name, signed by somebody else. */
    private static String forged(String genuine) throws Exception {
        SignedJWT parsed = SignedJWT.parse(genuine);
        RSAKey other = new RSAKeyGenerator(2048).generate();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(parsed.getHeader().getKeyID())
                        .build(),
                parsed.getJWTClaimsSet());
        forged.sign(new RSASSASigner(other));
        return forged.serialize();
    }
}
