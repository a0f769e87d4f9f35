package io.parley.edge.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.parley.protocol.ClientFrame.Send;
import io.parley.protocol.Limits;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final Lane lane = new Lane();

    private static Lane.Taken send(int number) {
        return new Lane.Taken(
                new Send("id " + number, "conversation", new UUID(0, number), null, "body"), number, Span.getInvalid());
    }

    private void enter(int from, int to) {
        IntStream.range(from, to).forEach(number -> lane.enter(send(number)));
    }

    @Test
    void theFirstIsSeenToByItsCallerAndTheOthersWait() {
        assertThat(lane.enter(send(1))).isEqualTo(Lane.Entry.FIRST);
        assertThat(lane.enter(send(2))).isEqualTo(Lane.Entry.BEHIND);
        assertThat(lane.next()).containsExactly(send(1), send(2));
        assertThat(lane.enter(send(3))).isEqualTo(Lane.Entry.BEHIND);
        lane.answered();
        assertThat(lane.enter(send(4))).as("still being seen to").isEqualTo(Lane.Entry.BEHIND);
        assertThat(lane.next()).containsExactly(send(3), send(4));
        assertThat(lane.next()).isEmpty();
    }

    @Test
    void sixteenMayWait() {
        enter(0, Limits.UNANSWERED);
        assertThat(lane.enter(send(99))).isEqualTo(Lane.Entry.FULL);
        assertThat(lane.next()).hasSize(Limits.UNANSWERED).doesNotContain(send(99));
    }

    @Test
    void thoseUnderWayCountUntilTheyAreAnswered() {
        enter(0, 10);
        List<Lane.Taken> underWay = lane.next();
        assertThat(underWay).hasSize(10);
        enter(10, 16);
        assertThat(lane.enter(send(16))).isEqualTo(Lane.Entry.FULL);
        lane.answered();
        assertThat(lane.enter(send(16))).isEqualTo(Lane.Entry.BEHIND);
        assertThat(lane.next()).hasSize(7);
    }
}
