package io.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FrameTextTest {
    private static final String MESSAGE =
            "{\"t\":\"message\",\"conversation\":\"c\",\"seq\":42,\"kind\":\"message\",\"body\":\"-17xxx\"}";

    @Test
    void findsTheTypeAndNumbers() {
        assertThat(FrameText.type(MESSAGE)).isEqualTo("message");
        assertThat(FrameText.number(MESSAGE, "\"seq\":", 0)).isEqualTo(42);
        assertThat(FrameText.number(MESSAGE, "\"body\":\"", 0)).isEqualTo(-17);
    }

    @Test
    void findsTheNumberBehindAPlace() {
        String receipt = "{\"t\":\"receipt\",\"members\":[{\"user\":\"a\",\"read\":1},{\"user\":\"b\",\"read\":7}]}";
        assertThat(FrameText.number(receipt, "\"read\":", receipt.indexOf("\"b\"")))
                .isEqualTo(7);
    }

    @Test
    void countsWithoutOverlap() {
        assertThat(FrameText.count("abab ab", "ab")).isEqualTo(3);
        assertThat(FrameText.count("aaa", "aa")).isEqualTo(1);
        assertThat(FrameText.count("", "ab")).isZero();
    }

    @Test
    void anUnknownShapeIsAFault() {
        assertThatIllegalArgumentException().isThrownBy(() -> FrameText.type("{ \"t\":\"message\"}"));
        assertThatIllegalArgumentException().isThrownBy(() -> FrameText.number(MESSAGE, "\"read\":", 0));
    }
}
