package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DashboardTest {
    private static final Pattern METRIC = Pattern.compile("parley_\\w+");
    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");
    private static final Set<String> OF_EVERY_METRIC = Set.of("instance", "le");

    private static Map<String, MetricsPage.Metric> documented;
    private static JsonNode dashboard;

    @BeforeAll
    static void read() throws IOException {
        documented = MetricsPage.read().metrics();
        dashboard =
                JsonMapper.shared().readTree(Files.readString(MetricsPage.ROOT.resolve("docs/grafana/parley.json")));
    }

    private static List<String> queries() {
        List<String> queries = new ArrayList<>();
        dashboard
                .path("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(target -> queries.add(target.path("expr").asString())));
        return queries;
    }

    private static String documentedAs(String queried) {
        String histogram = queried.replaceFirst("_(bucket|count|sum)$", "");
        return documented.containsKey(queried) ? queried : histogram;
    }

    @Test
    void itShowsOnlyWhatIsDocumentedAndGroupsOnlyByItsLabels() {
        assertThat(queries()).isNotEmpty().allSatisfy(query -> {
            Matcher metric = METRIC.matcher(query);
            assertThat(metric.find()).isTrue();
            MetricsPage.Metric found = documented.get(documentedAs(metric.group()));
            assertThat(found).as(metric.group()).isNotNull();
            assertThat(metric.find()).as("one metric a query").isFalse();
            Set<String> known = new TreeSet<>(found.labels());
            known.addAll(OF_EVERY_METRIC);
            BY.matcher(query)
                    .results()
                    .forEach(by -> assertThat(known).contains(by.group(1).split(", ", -1)));
        });
    }

    /** A rate of a gauge, or a counter that is not one, draws nonsense. */
    @Test
    void whatCountsIsShownAsARate() {
        assertThat(queries()).allSatisfy(query -> {
            Matcher metric = METRIC.matcher(query);
            assertThat(metric.find()).isTrue();
            boolean gauge = documented.get(documentedAs(metric.group())).type().equals("gauge");
            assertThat(query.contains("rate(")).isNotEqualTo(gauge);
        });
    }

    @Test
    void everyPanelHasItsPlace() {
        List<String> places = new ArrayList<>();
        dashboard.path("panels").forEach(panel -> {
            JsonNode place = panel.path("gridPos");
            places.add(place.path("x").asInt() + "," + place.path("y").asInt());
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
        });
        assertThat(places).isNotEmpty().doesNotHaveDuplicates();
    }
}
