package io.parley.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.projections.ProjectionsConfiguration;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class ComposeTest {
    private static final List<String> ROLES =
            List.of("command-side", "query-side", "projections", "socket-edge", "asset-service");
    /** The projections' busiest processing group. */
    private static final String RECEIPTS = "receipts";

    private static final String GATEWAY = "gateway";
    /** What shows the others' figures, where that is wanted. */
    private static final List<String> OBSERVERS = List.of("prometheus", "grafana");

    private static final String WEST = "west";
    private static final List<String> SECOND_REGION = List.of(WEST, "west-redis", "west-gateway");

    private static final List<String> ENGINES = List.of("axon-server", "mongodb", "redis");

    private static Map<String, Map<String, Object>> services;

    @BeforeAll
    static void read() throws IOException {
        try (Reader file = open("docker-compose.yml")) {
            Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(file);
            services = compose.get("services");
        }
    }

    private static Reader open(String path) throws IOException {
        return Files.newBufferedReader(Checkout.REAL_ROOT.resolve(path));
    }

    @Test
    void aServiceForEveryRoleAndEveryEngineAndOneAddressForAll() {
        assertThat(services.keySet())
                .containsAll(ROLES)
                .containsAll(ENGINES)
                .contains(GATEWAY, RECEIPTS)
                .containsAll(OBSERVERS)
                .containsAll(SECOND_REGION)
                .hasSize(ROLES.size() + ENGINES.size() + 2 + OBSERVERS.size() + SECOND_REGION.size());
        assertThat(OBSERVERS)
                .allSatisfy(
                        observer -> assertThat(services.get(observer)).containsEntry("profiles", List.of("observe")));
    }

    /** Its gateway is the other one's, and finds its roles under the same names. */
    @Test
    void theSecondRegionIsAProfileWithRolesAndARedisOfItsOwn() {
        assertThat(SECOND_REGION)
                .allSatisfy(service -> assertThat(services.get(service)).containsEntry("profiles", List.of("west")));
        Map<String, Object> west = new HashMap<>(environment("socket-edge"));
        assertThat(west.put("PARLEY_REGION_NAME", WEST)).isEqualTo("east");
        assertThat(west.put("PARLEY_REDIS", "redis://west-redis:6379")).isEqualTo("redis://redis:6379");
        assertThat(environment(WEST)).isEqualTo(west);
        List<String> spokenTo = List.of("command-side", "query-side", "socket-edge", "asset-service");
        assertThat(services.get(WEST).get("networks")).isEqualTo(aliases(spokenTo));
        assertThat(services.get(WEST).get("command").toString()).contains(ROLES);
        assertThat(services.get("west-gateway"))
                .containsEntry("networks", List.of(WEST))
                .containsEntry("volumes", services.get(GATEWAY).get("volumes"));
    }

    private static Map<String, Object> aliases(List<String> names) {
        Map<String, Object> networks = new HashMap<>();
        networks.put("default", null);
        networks.put(WEST, Map.of("aliases", names));
        return networks;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(String service) {
        return (Map<String, Object>) services.get(service).get("environment");
    }

    @Test
    void rolesAreNamedAfterModulesAndStartWithTheirName() {
        for (String role : ROLES) {
            assertThat(Checkout.REAL_ROOT.resolve(role)).isDirectory();
            assertThat(services.get(role))
                    .extractingByKey("command")
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .startsWith("serve", "--roles", role);
        }
    }

    @Test
    void everyProcessingGroupRunsInOneService() {
        assertThat(groups("projections")).doesNotContain(RECEIPTS);
        assertThat(groups(RECEIPTS)).containsExactly(RECEIPTS);
        assertThat(Stream.concat(groups("projections").stream(), groups(RECEIPTS).stream()))
                .containsExactlyInAnyOrderElementsOf(ProjectionsConfiguration.GROUPS);
    }

    private static List<String> groups(String service) {
        String option = "parley.projections.groups=";
        return ((List<?>) services.get(service).get("command"))
                .stream()
                        .map(Object::toString)
                        .filter(argument -> argument.startsWith(option))
                        .flatMap(argument ->
                                Stream.of(argument.substring(option.length()).split(",")))
                        .toList();
    }

    @Test
    void rolesShareOneImageAndKnowTheEngines() {
        assertThat(ROLES)
                .allSatisfy(role -> assertThat(services.get(role))
                        .containsEntry("image", "parley:local")
                        .extractingByKey("environment")
                        .asInstanceOf(InstanceOfAssertFactories.MAP)
                        .containsKeys("PARLEY_AXONSERVER", "PARLEY_MONGODB", "PARLEY_REDIS"));
    }

    /** What a client of one process was given, another process must be able to read. */
    @Test
    void rolesShareTheirKeys() {
        for (String role : ROLES) {
            assertThat(services.get(role))
                    .extractingByKey("volumes")
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .contains("keys:/keys");
            assertThat(services.get(role))
                    .extractingByKey("command")
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .containsSubsequence("--keys", "/keys");
        }
    }

    @Test
    void theGatewayKnowsEveryRoleThatClientsSpeakTo() throws IOException {
        String gateway = Files.readString(Checkout.REAL_ROOT.resolve("docker").resolve("gateway.conf"));
        assertThat(services.get(GATEWAY))
                .extractingByKey("volumes")
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .allSatisfy(volume -> assertThat(volume).startsWith("./docker/gateway.conf:"));
        assertThat(gateway).contains("command-side:8080", "query-side:8080", "socket-edge:8080", "asset-service:8080");
    }

    @Test
    void everyProcessIsScrapedForMetrics() throws IOException {
        Map<String, List<Map<String, Object>>> prometheus;
        try (Reader file = open("docker/prometheus.yml")) {
            prometheus = new Yaml().load(file);
        }
        assertThat(prometheus.get("scrape_configs")).singleElement().satisfies(job -> {
            assertThat(job).containsEntry("metrics_path", "/actuator/prometheus");
            String found = job.get("dns_sd_configs").toString();
            assertThat(ROLES).allSatisfy(role -> assertThat(found).contains(role));
            assertThat(found).contains(RECEIPTS, "port=8080");
        });
    }

    @Test
    void whatIsMountedIsThere() {
        for (Map<String, Object> service : services.values()) {
            assertThat((List<?>) service.get("volumes"))
                    .map(Object::toString)
                    .filteredOn(volume -> volume.startsWith("./"))
                    .allSatisfy(volume -> assertThat(Checkout.REAL_ROOT.resolve(volume.split(":", -1)[0]))
                            .exists());
        }
    }

    @Test
    void whatIsPublishedIsPublishedOnLoopbackOnly() {
        for (Map<String, Object> service : services.values()) {
            assertThat((List<?>) service.getOrDefault("ports", List.of()))
                    .allSatisfy(port -> assertThat(port).asString().startsWith("127.0.0.1:"));
        }
    }

    @Test
    void everyServiceIsBoundedAndWatched() {
        for (Map<String, Object> service : services.values()) {
            assertThat(service).containsKeys("mem_limit", "healthcheck", "volumes");
        }
    }
}
