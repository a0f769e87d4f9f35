package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.FrameCodec;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens made by somebody who has read how tokens are made, some even with the server's own key. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class HostileTokensIT {
    private static final FrameCodec CODEC = new FrameCodec();

    private final RunningServer server;
    private final Person alice;
    private final RSAKey key;

    HostileTokensIT(RunningServer server) throws Exception {
        this.server = server;
        alice = Person.register(server, "alice");
        key = JWKSet.parse(Files.readString(server.data().resolve("keys/token-signing-keys.json")))
                .getKeys()
                .getFirst()
                .toRSAKey();
    }

    @Test
    void theTestsOwnTokensAreGoodWhereTheyAreHonest() throws Exception {
        try (Socket socket = Socket.open(server)) {
            socket.greet(signed(claims -> claims, key));
        }
    }

    @Test
    void onlyATokenOfThisServerForThisServerIsLetIn() throws Exception {
        RSAKey stranger = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        refused("token_invalid", 4101, new PlainJWT(claims(claim -> claim)).serialize());
        refused("token_invalid", 4101, signed(claim -> claim, stranger));
        refused("token_invalid", 4101, withPublicKeyAsSecret());
        refused("token_invalid", 4101, signed(claim -> claim.audience("another"), key));
        refused("token_invalid", 4101, signed(claim -> claim.audience(List.of()), key));
        refused("token_invalid", 4101, signed(claim -> claim.issuer("another"), key));
        refused("token_invalid", 4101, signed(claim -> claim.expirationTime(null), key));
        refused("token_invalid", 4101, signed(claim -> claim.subject(null), key));
        refused("token_invalid", 4101, signed(claim -> claim.claim("did", null), key));
        refused("token_invalid", 4101, signed(claim -> claim.claim("sid", "one"), key));
        refused("token_invalid", 4101, signed(claim -> claim.notBeforeTime(inSeconds(3_600)), key));
        refused(
                "token_expired",
                4100,
                signed(claim -> claim.issueTime(inSeconds(-120)).expirationTime(inSeconds(-60)), key));
    }

    @Test
    void anotherPersonsDeviceIsNotLetIn() throws Exception {
        Person bob = Person.register(server, "bob");
        await().until(() -> devices(bob).contains(bob.device()));

        refused("device_revoked", 4202, signed(claim -> claim.claim("did", bob.device()), key));
    }

    private String devices(Person person) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/v1/devices"))
                .header("Authorization", "Bearer " + person.token())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private void refused(String code, int close, String token) {
        try (Socket socket = Socket.open(server)) {
            String hello = CODEC.encode(new ClientFrame.Hello("h", token, null, null, "hostile"));
            assertThat(socket.refused(hello, "h").code()).isEqualTo(code);
            socket.assertClosedWith(close);
        }
    }

    private JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> lie) throws Exception {
        return lie.apply(new JWTClaimsSet.Builder(SignedJWT.parse(alice.token()).getJWTClaimsSet()))
                .build();
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> lie, RSAKey with) throws Exception {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        SignedJWT token = new SignedJWT(header, claims(lie));
        token.sign(new RSASSASigner(with));
        return token.serialize();
    }

    private String withPublicKeyAsSecret() throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(claim -> claim));
        token.sign(new MACSigner(key.toPublicKey().getEncoded()));
        return token.serialize();
    }

    private static Date inSeconds(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
