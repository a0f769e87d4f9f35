package io.parley.query.dispatch;

import io.parley.api.problem.ProblemException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.common.AxonException;
import org.axonframework.queryhandling.QueryGateway;

/** Asks queries on behalf of an HTTP request and waits for the answer, at most for the deadline; a bus that fails becomes {@code unavailable}. */
public final class Queries {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final QueryGateway gateway;
    private final Duration deadline;

    public Queries(QueryGateway gateway, Duration deadline) {
        this.gateway = gateway;
        this.deadline = deadline;
    }

    public <R> R ask(Object query, Class<R> answer) {
        try {
            return gateway.query(query, answer).get(deadline.toNanos(), TimeUnit.NANOSECONDS);
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
