package io.parley.server.web;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** The port of a server with a certificate speaks TLS; tools at the same machine have one of their own then, since no certificate is for the loopback address. */
public final class Tls implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String BUNDLE = "spring.ssl.bundle.pem.web.";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        String certificate = environment.getProperty("parley.web.tls.certificate");
        String key = environment.getProperty("parley.web.tls.key");
        if (certificate != null && key != null) {
            check(
                    "parley.web.tls.certificate",
                    certificate,
                    pem -> !pem.getCertificates().isEmpty());
            check("parley.web.tls.key", key, pem -> pem.getPrivateKey() != null);
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "tls",
                            Map.of(
                                    BUNDLE + "keystore.certificate",
                                    location(certificate),
                                    BUNDLE + "keystore.private-key",
                                    location(key),
                                    BUNDLE + "reload-on-update",
                                    true,
                                    "server.ssl.bundle",
                                    "web")));
        }
    }

    private static void check(String option, String file, Predicate<PemContent> isWhatItShouldBe) {
        boolean fits;
        try {
            fits = isWhatItShouldBe.test(PemContent.load(Path.of(file)));
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    option + " cannot be '" + file + "': it is no PEM file that can be read", e);
        }
        if (!fits) {
            throw new IllegalArgumentException(option + " cannot be '" + file + "': there is none in that file");
        }
    }

    private static String location(String file) {
        return Path.of(file).toAbsolutePath().toUri().toString();
    }

    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> toolsPort(TlsOptions options) {
        return factory -> {
            if (options.certificate() != null) {
                Connector loopback = new Connector();
                loopback.setPort(0);
                if (loopback.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
                    protocol.setAddress(InetAddress.getLoopbackAddress());
                }
                factory.addAdditionalConnectors(loopback);
            }
        };
    }

    /** Whether clients reach it by TLS. */
    public static boolean isOn(WebServer server) {
        return toolsPort(server) != server.getPort();
    }

    /** At which it is reached without TLS, at the loopback address. */
    public static int toolsPort(WebServer server) {
        return Arrays.stream(((TomcatWebServer) server).getTomcat().getService().findConnectors())
                .filter(connector -> !connector.getSecure())
                .mapToInt(Connector::getLocalPort)
                .findFirst()
                .orElseThrow();
    }
}
