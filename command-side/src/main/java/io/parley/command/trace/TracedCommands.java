package io.parley.command.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.parley.api.MetaDataKeys;
import io.parley.api.trace.Traces;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Two spans for each command that follows from one: how it is handled, and within that, how what follows from it is appended. The command's
 * metadata names the first from then on, so that its events do.
 */
public final class TracedCommands implements MessageHandlerInterceptor<CommandMessage<?>> {
    private final Traces traces;

    private TracedCommands(Traces traces) {
        this.traces = traces;
    }

    /** Changes nothing where traces are off. */
    public static ConfigurerModule on(Traces traces) {
        return configurer -> {
            if (traces.areOn()) {
                configurer.onInitialize(
                        axon -> axon.commandBus().registerHandlerInterceptor(new TracedCommands(traces)));
            }
        };
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        CommandMessage<?> command = unitOfWork.getMessage();
        if (command.getMetaData().get(MetaDataKeys.TRACE) instanceof String context) {
            trace(unitOfWork, traces.after(context, "handle " + name(command), SpanKind.SERVER));
        }
        return chain.proceed();
    }

    private static String name(CommandMessage<?> command) {
        return command.getPayloadType().getSimpleName();
    }

    private <T extends CommandMessage<?>> void trace(UnitOfWork<T> unitOfWork, Span handling) {
        Map<String, String> context = Map.of(
                MetaDataKeys.TRACE, Objects.requireNonNull(Traces.contextOf(handling), "what follows is sampled"));
        unitOfWork.transformMessage(command -> command.andMetaData(context));
        Span[] appending = {Span.getInvalid()};
        // Before the event store's own, which appends.
        unitOfWork.onPrepareCommit(now -> appending[0] = traces.within(handling, "append", SpanKind.CLIENT));
        unitOfWork.onCommit(now -> appending[0].end());
        unitOfWork.onRollback(now -> {
            Throwable failure = now.getExecutionResult() == null
                    ? null
                    : now.getExecutionResult().getExceptionResult();
            if (failure != null) {
                Traces.failed(appending[0], failure);
                Traces.failed(handling, failure);
            }
        });
        unitOfWork.onCleanup(now -> {
            appending[0].end();
            handling.end();
        });
    }
}
