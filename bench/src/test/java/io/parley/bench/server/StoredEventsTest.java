package io.parley.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class StoredEventsTest {
    @Test
    void readsTheCountersAmongOthers() {
        StoredEvents stored = StoredEvents.in(List.of(
                "# HELP parley_events_total Events stored since the start",
                "parley_events_syncs_total 20.0",
                "parley_events_total{application=\"parley\"} 1.2E3"));

        assertThat(stored).isEqualTo(new StoredEvents(1_200, 20));
        assertThat(stored.since(new StoredEvents(200, 10)).perSync()).isEqualTo(100);
    }

    @Test
    void aServerWithoutCountersIsNamed() {
        assertThatIllegalStateException().isThrownBy(() -> StoredEvents.in(List.of("jvm_info 1.0")));
    }
}
