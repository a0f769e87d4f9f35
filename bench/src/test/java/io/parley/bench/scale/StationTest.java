package io.parley.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StationTest {
    private static final int TRIES = 200;

    @Property(tries = TRIES)
    void whatGoesInComesOutInOrderAndTakesAsLongAsItsWork(
            @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 1_000) Integer> work) {
        Simulation simulation = new Simulation();
        Station station = new Station(simulation, 1);
        List<Integer> done = new ArrayList<>();
        work.forEach(micros -> station.serve(micros, () -> done.add(micros)));
        simulation.run(Long.MAX_VALUE);

        assertThat(done).isEqualTo(work);
        assertThat(station.served()).isEqualTo(station.arrived()).isEqualTo(work.size());
        assertThat(simulation.now())
                .isEqualTo(work.stream().mapToLong(Integer::longValue).sum());
        assertThat(station.utilisation()).isEqualTo(1);
    }

    @Test
    void twoServersTakeHalfAsLong() {
        Simulation simulation = new Simulation();
        Station station = new Station(simulation, 2);
        for (int i = 0; i < 10; i++) {
            station.serve(100, () -> {});
        }
        simulation.run(Long.MAX_VALUE);

        assertThat(simulation.now()).isEqualTo(500);
        assertThat(station.longestQueue()).isEqualTo(8);
    }

    @Test
    void fractionsAddUp() {
        Simulation simulation = new Simulation();
        Station station = new Station(simulation, 1);
        for (int i = 0; i < 1_000; i++) {
            station.serve(0.25, () -> {});
        }
        simulation.run(Long.MAX_VALUE);

        assertThat(simulation.now()).isEqualTo(250);
    }

    @Test
    void whatIsPlannedForLaterThanTheEndDoesNotHappen() {
        Simulation simulation = new Simulation();
        List<String> happened = new ArrayList<>();
        simulation.after(5, () -> happened.add("early"));
        simulation.after(50, () -> happened.add("late"));
        simulation.run(10);

        assertThat(happened).containsExactly("early");
    }
}
