package io.parley.edge.request;

import io.opentelemetry.api.trace.Span;
import io.parley.api.MetaDataKeys;
import io.parley.api.trace.Traces;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.queryhandling.QueryGateway;

/** Commands and queries of sessions, each with a deadline. Called on virtual threads: it blocks. */
public final class Bus {
    private final CommandGateway commands;
    private final QueryGateway queries;
    private final Duration timeout;

    public Bus(CommandGateway commands, QueryGateway queries, Duration timeout) {
        this.commands = commands;
        this.queries = queries;
        this.timeout = timeout;
    }

    /** It could not be done now, or nobody knows whether it was: the same request is safe to send again. */
    public static final class Unavailable extends Exception {
        Unavailable(Throwable cause) {
            super(cause);
        }
    }

    /** There is no such aggregate. */
    public static final class NotFound extends Exception {
        NotFound(Throwable cause) {
            super(cause);
        }
    }

    /** @param span of the command, which ends with it; what the command does follows from it */
    public <R> R command(Object command, Class<R> answer, Map<String, ?> metaData, Span span)
            throws Unavailable, NotFound {
        String context = Traces.contextOf(span);
        MetaData given = MetaData.from(metaData);
        try {
            return command(command, answer, context == null ? given : given.and(MetaDataKeys.TRACE, context));
        } catch (Unavailable | NotFound e) {
            Traces.failed(span, Objects.requireNonNullElse(e.getCause(), e));
            throw e;
        } finally {
            span.end();
        }
    }

    private <R> R command(Object command, Class<R> answer, MetaData metaData) throws Unavailable, NotFound {
        CompletableFuture<Object> result = new CompletableFuture<>();
        CommandMessage<Object> message = new GenericCommandMessage<>(command, metaData);
        commands.send(message, (sent, outcome) -> {
            try {
                if (outcome.isExceptional()) {
                    result.completeExceptionally(outcome.exceptionResult());
                } else {
                    result.complete(outcome.getPayload());
                }
            } catch (RuntimeException unreadable) {
                result.completeExceptionally(unreadable);
            }
        });
        return answer.cast(await(result));
    }

    public <R> R query(Object query, Class<R> answer) throws Unavailable {
        try {
            return await(queries.query(query, answer));
        } catch (NotFound e) {
            throw new Unavailable(e);
        }
    }

    private <R> R await(CompletableFuture<R> result) throws Unavailable, NotFound {
        try {
            return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof AggregateNotFoundException) {
                throw new NotFound(cause);
            }
            throw new Unavailable(cause);
        } catch (TimeoutException e) {
            throw new Unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(e);
        }
    }
}
