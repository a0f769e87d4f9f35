package io.parley.command.dispatch;

import io.parley.api.MetaDataKeys;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.AxonException;
import org.axonframework.messaging.MetaData;

/**
 * Sends commands on behalf of an HTTP request and waits for the answer, at most for the deadline. A store or bus that
 * fails becomes {@code unavailable}: the command may have been carried out nevertheless.
 */
public final class Commands {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final CommandGateway gateway;
    private final Duration deadline;

    public Commands(CommandGateway gateway, Duration deadline) {
        this.gateway = gateway;
        this.deadline = deadline;
    }

    /** For a command of nobody who is logged in yet. */
    public <R> R ask(Object command, Class<R> answer) {
        return ask(command, answer, MetaData.emptyInstance());
    }

    public <R> R ask(Object command, Class<R> answer, UserId actor) {
        return ask(command, answer, MetaData.with(MetaDataKeys.ACTOR, actor.value()));
    }

    public <R> R ask(Object command, Class<R> answer, UserId actor, DeviceId device) {
        return ask(
                command,
                answer,
                MetaData.from(Map.of(MetaDataKeys.ACTOR, actor.value(), MetaDataKeys.DEVICE, device.value())));
    }

    private <R> R ask(Object command, Class<R> answer, MetaData metaData) {
        try {
            Object result = gateway.send(command, metaData).get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            return answer.cast(result);
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
