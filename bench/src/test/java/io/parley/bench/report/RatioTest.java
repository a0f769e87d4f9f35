package io.parley.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {
    @Test
    void isThatOfTheMediansWithTheSpreadOfTheRounds() {
        Ratio ratio = Ratio.of(List.of(100.0, 300.0, 120.0), List.of(10.0, 20.0, 10.0));

        assertThat(ratio.value()).isEqualTo(12);
        assertThat(ratio.least()).isEqualTo(10);
        assertThat(ratio.most()).isEqualTo(15);
    }

    @Test
    void anEvenNumberOfRoundsHasItsMedianBetweenTwo() {
        assertThat(Ratio.of(List.of(1.0, 3.0), List.of(1.0, 1.0)).value()).isEqualTo(2);
    }

    @Test
    void roundsThatDoNotMatchAreNoRatio() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.of(List.of(1.0), List.of(1.0, 2.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.of(List.of(), List.of()));
    }

    @Test
    void aGoalLooksAtTheMiddle() {
        Ratio ratio = new Ratio(10, 5, 15);

        assertThat(new RatioGoal.AtLeast(10).reached(ratio)).isTrue();
        assertThat(new RatioGoal.AtLeast(11).reached(ratio)).isFalse();
        assertThat(new RatioGoal.AtMost(10).reached(ratio)).isTrue();
        assertThat(new RatioGoal.AtMost(9).reached(ratio)).isFalse();
    }
}
