package io.parley.server.edges;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.GenericQueryResponseMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** Buses of another process: what crosses them is written and read again, as between processes. */
@SuppressWarnings("FutureReturnValueIgnored") // the proxy hands it to its caller
record Wire(Serializer serializer) {
    CommandBus to(CommandBus bus) {
        return around(CommandBus.class, bus, "dispatch", arguments -> {
            CommandMessage<?> sent = (CommandMessage<?>) arguments[0];
            CommandMessage<Object> command = new GenericCommandMessage<>(
                    new org.axonframework.messaging.GenericMessage<>(
                            sent.getIdentifier(), crossed(sent.getPayload()), sent.getMetaData()),
                    sent.getCommandName());
            if (arguments.length == 1) {
                bus.dispatch(command);
            } else {
                @SuppressWarnings("unchecked")
                CommandCallback<Object, Object> callback = (CommandCallback<Object, Object>) arguments[1];
                bus.<Object, Object>dispatch(command, (any, result) -> callback.onResult(command, crossed(result)));
            }
            return null;
        });
    }

    QueryBus to(QueryBus bus) {
        return around(QueryBus.class, bus, "query", arguments -> {
            @SuppressWarnings("unchecked")
            QueryMessage<Object, Object> sent = (QueryMessage<Object, Object>) arguments[0];
            QueryMessage<Object, Object> query =
                    new GenericQueryMessage<>(crossed(sent.getPayload()), sent.getQueryName(), sent.getResponseType());
            CompletableFuture<QueryResponseMessage<Object>> answer = bus.query(query);
            return answer.thenApply(response -> response.isExceptional()
                    ? response
                    : new GenericQueryResponseMessage<>(crossed(response.getPayload())));
        });
    }

    private CommandResultMessage<Object> crossed(CommandResultMessage<?> result) {
        return result.isExceptional() || result.getPayload() == null
                ? GenericCommandResultMessage.asCommandResultMessage(
                        result.isExceptional() ? result.exceptionResult() : null)
                : new GenericCommandResultMessage<>(crossed(result.getPayload()), result.getMetaData());
    }

    private Object crossed(Object payload) {
        SerializedObject<byte[]> written = serializer.serialize(payload, byte[].class);
        return serializer.deserialize(written);
    }

    @FunctionalInterface
    private interface Call {
        Object with(Object[] arguments);
    }

    private static <T> T around(Class<T> type, T bus, String method, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        return call.with(arguments);
                    }
                    try {
                        return called.invoke(bus, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
