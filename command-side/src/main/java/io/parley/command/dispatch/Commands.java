package io.parley.command.dispatch;

import io.parley.api.MetaDataKeys;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.api.problem.Answers;
import java.time.Duration;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;

/**
 * Sends commands on behalf of an HTTP request and waits for the answer, at most for the deadline. A store or bus that
 * fails becomes {@code unavailable}: the command may have been carried out nevertheless.
 */
public final class Commands {
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
        return answer.cast(Answers.await(gateway.<Object>send(command, metaData), deadline));
    }
}
