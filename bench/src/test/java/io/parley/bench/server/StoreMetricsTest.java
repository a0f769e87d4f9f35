package io.parley.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.parley.bench.load.Server.Stored;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreMetricsTest {
    @Test
    void readsTheCountersAmongOthers() {
        Stored stored = StoreMetrics.in(List.of(
                "# HELP parley_events_total Events stored since the start",
                "parley_events_syncs_total 20.0",
                "parley_events_total{application=\"parley\"} 1.2E3"));

        assertThat(stored).isEqualTo(new Stored(1_200, 20));
        assertThat(stored.since(new Stored(200, 10)).perSync()).isEqualTo(100);
    }

    @Test
    void aServerWithoutCountersIsNamed() {
        assertThatIllegalStateException().isThrownBy(() -> StoreMetrics.in(List.of("jvm_info 1.0")));
    }
}
