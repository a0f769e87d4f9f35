package io.parley.api.problem;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.common.AxonException;

/** Waits for what a bus answers to an HTTP request. */
public final class Answers {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private Answers() {}

    /** @throws ProblemException {@code unavailable} where the bus or the store fails, or there is no answer within the deadline */
    public static <R> R await(Future<R> answer, Duration deadline) {
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failed(Objects.requireNonNull(e.getCause()));
        } catch (TimeoutException e) {
            throw ProblemException.unavailable(RETRY_AFTER, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable(RETRY_AFTER, e);
        }
    }

    private static RuntimeException failed(Throwable cause) {
        return switch (cause) {
            case AxonException broken -> ProblemException.unavailable(RETRY_AFTER, broken);
            case RuntimeException bug -> bug;
            default -> new IllegalStateException(cause);
        };
    }
}
