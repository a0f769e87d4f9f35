package io.parley.api.limit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.api.problem.ProblemException;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final RateLimit limit = new RateLimit(3, Duration.ofHours(1));

    @Test
    void whoComesTooOftenIsToldHowLongToWait() {
        for (int attempt = 0; attempt < 3; attempt++) {
            limit.take("mallory");
        }
        assertThatThrownBy(() -> limit.take("mallory"))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .matches(problem -> problem.problem().code().equals("rate_limited"))
                .extracting(ProblemException::retryAfter)
                .asInstanceOf(InstanceOfAssertFactories.DURATION)
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void othersAreNotHeldUp() {
        for (int attempt = 0; attempt < 3; attempt++) {
            limit.take("mallory");
        }
        assertThatCode(() -> limit.take("alice")).doesNotThrowAnyException();
    }
}
