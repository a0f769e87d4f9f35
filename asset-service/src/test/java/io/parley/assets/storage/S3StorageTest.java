package io.parley.assets.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adobe.testing.s3mock.S3MockApplication;
import io.parley.api.id.AssetId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Against a server that speaks S3. */
class S3StorageTest extends StorageContract {
    private static final String BUCKET = "assets";
    private static final String ADDRESS = "127.0.0.1";

    /** What the class path of this module would add to that server. */
    private static final List<String> NOT_ITS_OWN = List.of(
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet"
                    + ".OAuth2ResourceServerAutoConfiguration");

    /** Its plain port, which would listen at every address. */
    @Configuration(proxyBeanMethods = false)
    static class PlainPort {
        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> atThatAddress() {
            return factory ->
                    factory.getAdditionalConnectors().forEach(connector -> connector.setProperty("address", ADDRESS));
        }
    }

    private static S3MockApplication server;
    private static S3Client client;

    @BeforeAll
    @SuppressWarnings("deprecation") // its plain port has no other name
    static void start(@TempDir Path folder) {
        Map<String, Object> options = new HashMap<>(Map.of(
                S3MockApplication.PROP_HTTP_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_HTTPS_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_SILENT,
                true,
                "com.adobe.testing.s3mock.store.root",
                folder.toString()));
        server = S3MockApplication.start(
                options,
                "--server.address=" + ADDRESS,
                "--spring.main.sources=" + PlainPort.class.getName(),
                "--server.shutdown=immediate",
                "--spring.autoconfigure.exclude=" + String.join(",", NOT_ITS_OWN));
        client = client("http://" + ADDRESS + ":" + server.getHttpPort());
        client.createBucket(request -> request.bucket(BUCKET));
    }

    private static S3Client client(String url) {
        return S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(URI.create(url))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.stop();
    }

    @Override
    Storage storage() {
        return new S3Storage(client, BUCKET, "of-tests/");
    }

    @Test
    void whatIsNotOursIsLeftAlone() throws IOException {
        Storage other = new S3Storage(client, BUCKET, "other/");
        StoredName name = keep(other, "other");

        storage().each(Instant.now().plusSeconds(60), one -> assertThat(one).isNotEqualTo(name));
        assertThat(storage().read(name, 0)).isEmpty();
    }

    @Test
    void partsThatWereNotKeptAreTakenBack() throws IOException {
        try (Storage.Incoming incoming = storage().receive(StoredName.of(AssetId.create()))) {
            incoming.stream().write(new byte[9 * 1024 * 1024]);
            assertThat(client.listMultipartUploads(request -> request.bucket(BUCKET))
                            .uploads())
                    .hasSize(1);
        }
        assertThat(client.listMultipartUploads(request -> request.bucket(BUCKET))
                        .uploads())
                .isEmpty();
    }

    @Test
    void aServerThatIsAwayIsAnIoException() {
        Storage away = new S3Storage(client("http://127.0.0.1:1"), BUCKET, "");
        StoredName name = StoredName.of(AssetId.create());

        assertThatThrownBy(() -> away.read(name, 0)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> keep(away, name, new byte[1])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> away.each(Instant.now(), one -> {})).isInstanceOf(IOException.class);
    }
}
