package io.parley.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final int TRIES = 60;

    private final Costs costs = defaults();

    private static Costs defaults() {
        try {
            return Costs.defaults();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = TRIES)
    void morePeopleNeverNeedLess(
            @ForAll @LongRange(min = 1, max = 20_000_000) long some,
            @ForAll @LongRange(min = 0, max = 20_000_000) long more) {
        Capacity few = new Capacity(costs, Workloads.of(some));
        Capacity many = new Capacity(costs, Workloads.of(some + more));

        for (Need need : Need.values()) {
            assertThat(many.of(need)).as(need.meaning()).isGreaterThanOrEqualTo(few.of(need));
        }
        for (SingleUnit unit : SingleUnit.values()) {
            assertThat(many.load(unit).value())
                    .as(unit.meaning())
                    .isGreaterThanOrEqualTo(few.load(unit).value());
        }
    }

    @Test
    void aFigureNamesExactlyTheCostsThatItWasMadeOf() {
        Workload workload = Workloads.of(3_000_000);
        Capacity before = new Capacity(costs, workload);
        for (Cost cost : Cost.values()) {
            Costs dearer = costs.assuming(cost, costs.of(cost).value() * 1.7);
            Capacity after = new Capacity(dearer, workload);
            for (Need need : Need.values()) {
                Extrapolated figure = before.needs().get(need);
                if (!figure.from().contains(cost)) {
                    assertThat(after.of(need)).as(need + " by " + cost).isEqualTo(figure.value());
                }
                assertThat(after.needs().get(need).assumed().contains(cost))
                        .as("%s assumes %s", need, cost)
                        .isEqualTo(figure.from().contains(cost));
            }
        }
    }

    @Test
    void whatIsMeasuredIsNoAssumption() {
        Capacity capacity = new Capacity(costs, Workloads.of(1_000_000));

        assertThat(capacity.needs().get(Need.REDIS_MEMORY).assumed()).isEmpty();
        assertThat(capacity.needs().get(Need.REDIS_MEMORY).from()).containsExactly(Cost.REDIS_CONNECTION);
        assertThat(capacity.needs().get(Need.LOGS).assumed())
                .contains(Cost.LOG_EVENTS)
                .doesNotContain(Cost.EVENT_CPU);
    }

    @Test
    void twoPeopleInOneConversationAreCountedByHand() {
        Workload two = new Workload(3_600, 1, 1, 0, Map.of(2, 1.0), 1, 1, 0, 0, 0, 1);
        Traffic traffic = new Traffic(two, 1, 5);

        assertThat(traffic.messages()).isEqualTo(1);
        assertThat(traffic.deliveries()).isEqualTo(1);
        assertThat(traffic.watermarks()).isEqualTo(2);
        assertThat(traffic.receiptEvents()).as("one delivered and one read").isEqualTo(2);
        assertThat(traffic.typingEvents()).isZero();
        assertThat(traffic.presenceEvents()).isZero();
    }

    @Test
    void moreEdgesMergeFewerReceipts() {
        Workload workload = Workloads.of(1_000_000);

        assertThat(new Traffic(workload, 100, 3).receiptEvents())
                .isGreaterThan(new Traffic(workload, 2, 3).receiptEvents());
        assertThat(new Traffic(workload, 1e6, 3).receiptEvents())
                .as("one each")
                .isCloseTo(new Traffic(workload, 1, 3).watermarks(), within(10.0));
    }

    @Test
    void whatBreaksFirstIsBusyAsPlannedThere() {
        Workload workload = Workloads.of(10_000_000);
        BreakingPoints points = BreakingPoints.of(costs, workload);

        assertThat(points.points())
                .hasSize(SingleUnit.values().length)
                .isSortedAccordingTo((one, other) -> Long.compare(one.planned(), other.planned()));
        for (BreakingPoints.Point point : points.points()) {
            assertThat(point.full()).isGreaterThanOrEqualTo(point.planned());
            assertThat(load(workload, point, point.planned())).isGreaterThanOrEqualTo(workload.utilisation());
            assertThat(load(workload, point, point.planned() - 1)).isLessThan(workload.utilisation());
        }
    }

    private double load(Workload workload, BreakingPoints.Point point, long people) {
        return new Capacity(costs, workload.withPeople(people))
                .load(point.unit())
                .value();
    }
}
