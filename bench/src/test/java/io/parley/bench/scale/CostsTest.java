package io.parley.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostsTest {
    @TempDir
    Path folder;

    @Test
    void everyCostSaysWhereItComesFrom() throws IOException {
        assertThat(Costs.defaults().byKey()).hasSize(Cost.values().length).allSatisfy((key, known) -> {
            assertThat(known.source()).isNotBlank();
            assertThat(known.unit()).isNotBlank();
        });
    }

    @Test
    void aFileChangesWhatItNames() throws IOException {
        Costs costs = Costs.overlaidBy(file("""
                {"event-cpu": {"value": 0.2, "unit": "ms of a core", "basis": "measured", "source": "here"}}"""));

        assertThat(costs.of(Cost.EVENT_CPU).value()).isEqualTo(0.2);
        assertThat(costs.of(Cost.DELIVERY_CPU)).isEqualTo(Costs.defaults().of(Cost.DELIVERY_CPU));
    }

    @Test
    void aCostThatNothingHasIsRefusedByItsName() throws IOException {
        Path stranger = file("""
                {"event-cup": {"value": 0.2, "unit": "ms", "basis": "measured", "source": "here"}}""");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Costs.overlaidBy(stranger))
                .withMessageContaining("event-cup");
    }

    @Test
    void aCostWithoutASourceOrABasisIsRefused() throws IOException {
        Path unfounded = file("""
                {"event-cpu": {"value": 0.2, "unit": "ms", "basis": "measured", "source": ""}}""");
        Path unsaid = file("""
                {"event-cpu": {"value": 0.2, "unit": "ms", "source": "here"}}""");
        Path guessed = file("""
                {"event-cpu": {"value": 0.2, "unit": "ms", "basis": "guessed", "source": "here"}}""");

        assertThatIllegalArgumentException().isThrownBy(() -> Costs.overlaidBy(unfounded));
        assertThatIllegalArgumentException().isThrownBy(() -> Costs.overlaidBy(unsaid));
        assertThatIllegalArgumentException().isThrownBy(() -> Costs.overlaidBy(guessed));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "costs", ".json"), text);
    }
}
