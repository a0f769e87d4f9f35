package io.parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {
    @Test
    void theOnlyOneLeavesNoTrace() {
        assertThat(Region.ONLY.isOneOfSeveral()).isFalse();
        assertThat(Region.ONLY.asMetaData()).isEmpty();
        assertThat(Region.ONLY.of("query")).isEqualTo("query");
    }

    @Test
    void oneOfSeveralIsNamed() {
        assertThat(new Region("eu-1").asMetaData()).isEqualTo(Map.of("region", "eu-1"));
        assertThat(new Region("eu-1").of("query")).isEqualTo("query@eu-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EU", "eu.1", "eu 1", "$eu", "eu/1", "a-name-of-more-than-thirty-two-letters"})
    void aNameThatCannotNameADatabaseOrAFieldIsRefused(String name) {
        assertThatThrownBy(() -> new Region(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parley.region.name")
                .hasMessageContaining(name);
    }
}
