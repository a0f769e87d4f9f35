package io.parley.query.dispatch;

import io.parley.api.problem.Answers;
import java.time.Duration;
import org.axonframework.queryhandling.QueryGateway;

/** Asks queries on behalf of an HTTP request and waits for the answer, at most for the deadline; a bus that fails becomes {@code unavailable}. */
public final class Queries {
    private final QueryGateway gateway;
    private final Duration deadline;

    public Queries(QueryGateway gateway, Duration deadline) {
        this.gateway = gateway;
        this.deadline = deadline;
    }

    public <R> R ask(Object query, Class<R> answer) {
        return Answers.await(gateway.query(query, answer), deadline);
    }
}
