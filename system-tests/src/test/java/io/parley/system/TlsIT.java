package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.api.operator.OperatorDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server with certificates that the tests made. */
@ExtendWith(FramesChecked.class)
class TlsIT {
    private static final char[] PASSWORD = "only for the test".toCharArray();

    @TempDir
    private static Path folder;

    private static Path certificate;
    private static Path key;
    private static X509Certificate first;
    private static X509Certificate second;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        certificate = folder.resolve("certificate.pem");
        key = folder.resolve("key.pem");
        second = issue();
        Files.move(certificate, folder.resolve("second.pem"));
        Files.move(key, folder.resolve("second-key.pem"));
        first = issue();
        server = RunningServer.up(
                folder,
                trusting(first, second),
                "parley.web.tls.certificate=" + certificate,
                "parley.web.tls.key=" + key);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** Into the two files. */
    private static X509Certificate issue() throws Exception {
        Path store = folder.resolve(UUID.randomUUID() + ".p12");
        List<String> keytool = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "web",
                "-dname",
                "CN=parley",
                "-validity",
                "2",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD));
        Process making = new ProcessBuilder(keytool).redirectErrorStream(true).start();
        String said = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(making.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        Certificate issued = keys.getCertificate("web");
        write(key, "PRIVATE KEY", keys.getKey("web", PASSWORD).getEncoded());
        write(certificate, "CERTIFICATE", issued.getEncoded());
        return (X509Certificate) issued;
    }

    private static void write(Path file, String what, byte[] der) throws IOException {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
    }

    private static HttpClient trusting(Certificate... certificates) throws Exception {
        return HttpClient.newBuilder().sslContext(context(certificates)).build();
    }

    private static SSLContext context(Certificate... certificates) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        for (Certificate one : certificates) {
            trusted.setCertificateEntry(UUID.randomUUID().toString(), one);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @Test
    void whoeverListensToASocketUnderTlsReadsNothing() throws Exception {
        try (Wiretap tap = Wiretap.before(server.url().getPort())) {
            RunningServer tapped = server.at(URI.create("https://127.0.0.1:" + tap.port()));
            Person alice = Person.register(tapped, "alice");
            Person bob = Person.register(tapped, "bob");
            try (Socket a = alice.connect();
                    Socket b = bob.connect()) {
                UUID mid = a.say(alice.with(bob), "meet me at the lake").mid();
                assertThat(b.message(mid).body()).isEqualTo("meet me at the lake");
            }

            assertThat(tap.heard())
                    .hasSizeGreaterThan(1_000)
                    .doesNotContain("the lake", alice.token(), Person.PASSWORD);
        }
    }

    @Test
    void withoutTlsOrWithACertificateThatNobodyTrustsThereIsNoTalking() throws Exception {
        URI plain = URI.create("http://127.0.0.1:" + server.url().getPort());
        assertThatThrownBy(() -> get(HttpClient.newHttpClient(), server.url())).isInstanceOf(IOException.class);
        assertThat(get(HttpClient.newHttpClient(), plain)).isEqualTo(400);
    }

    private static int get(HttpClient by, URI url) throws IOException, InterruptedException {
        return by.send(HttpRequest.newBuilder(url.resolve("/asyncapi.json")).build(), BodyHandlers.ofString())
                .statusCode();
    }

    /** Whoever holds the data folder comes by the loopback address, for which no certificate is. */
    @Test
    void toolsAtTheSameMachineGoOnWithoutOne() throws Exception {
        OperatorDoor door = OperatorDoor.read(server.data()).orElseThrow();
        HttpRequest use = HttpRequest.newBuilder(door.url().resolve(OperatorDoor.USES))
                .header(OperatorDoor.HEADER, door.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("[]"))
                .build();

        assertThat(InetAddress.getByName(door.url().getHost()).isLoopbackAddress())
                .isTrue();
        assertThat(HttpClient.newHttpClient().send(use, BodyHandlers.ofString()).body())
                .contains("bad_request");
    }

    @Test
    void aCertificateThatIsRenewedIsTakenWhileTheServerRuns() throws Exception {
        assertThat(shown()).isEqualTo(first);
        Files.copy(folder.resolve("second-key.pem"), key, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(folder.resolve("second.pem"), certificate, StandardCopyOption.REPLACE_EXISTING);

        Deadline.await().until(() -> shown().equals(second));
    }

    private static Certificate shown() throws Exception {
        try (SSLSocket socket = (SSLSocket) context(first, second)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void aFileThatIsNoCertificateIsNamed(@TempDir Path other) throws Exception {
        Path none = Files.writeString(folder.resolve("none.pem"), "nothing");
        ServerProcess process = ServerProcess.start(
                other,
                List.of(
                        "up",
                        "--port",
                        "0",
                        "--data",
                        other.resolve("data").toString(),
                        "--set",
                        "parley.web.tls.certificate=" + none,
                        "--set",
                        "parley.web.tls.key=" + key));
        ServerProcess.Ended ended = process.awaitEnd();

        assertThat(ended.exit()).isNotZero();
        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.err()).contains("parley.web.tls");
    }
}
