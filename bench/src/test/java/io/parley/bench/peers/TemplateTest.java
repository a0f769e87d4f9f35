package io.parley.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void placesAreFilledIn() {
        assertThat(new Template("port: @port@, folder: \"@folder@\"; a@b").with(Map.of("port", 1, "folder", "/$1")))
                .isEqualTo("port: 1, folder: \"/$1\"; a@b");
    }

    @Test
    void aPlaceWithoutAValueIsAFault() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Template("@port@").with(Map.of()));
    }

    @Test
    void everyServerListensOnThisMachineOnly() throws IOException {
        String ejabberd = Template.of("ejabberd.yml")
                .with(Map.of("port", 1, "sqlport", 2, "database", "d", "role", "r", "password", "p"));
        String prosody = Template.of("prosody.cfg.lua").with(Map.of("folder", "/f", "data", "/f/d", "port", 1));

        assertThat(ejabberd).contains("port: 1\n    ip: \"127.0.0.1\"").containsOnlyOnce("port: 1\n");
        assertThat(prosody)
                .contains(
                        "http_interfaces = { \"127.0.0.1\" }",
                        "http_ports = { 1 }",
                        "c2s_ports = {}",
                        "s2s_ports = {}",
                        "https_ports = {}",
                        "c2s_direct_tls_ports = {}");
    }
}
