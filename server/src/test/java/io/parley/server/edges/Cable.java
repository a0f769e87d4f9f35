package io.parley.server.edges;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The line from a region to the event log and to whoever handles commands, which can be cut and mended. */
final class Cable {
    private volatile boolean cut;

    void cut() {
        cut = true;
    }

    void mend() {
        cut = false;
    }

    private static final class Cut extends RuntimeException {
        Cut() {
            super("The cable to the event log is cut");
        }
    }

    EventStore to(EventStore events) {
        return through(EventStore.class, events);
    }

    CommandBus to(CommandBus commands) {
        return through(CommandBus.class, commands);
    }

    private <T> T through(Class<T> type, T end) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    if (cut
                            && method.getDeclaringClass() != Object.class
                            && !method.getName().equals("close")) {
                        if (given != null && given.length == 2 && given[1] instanceof CommandCallback<?, ?> callback) {
                            fail(callback, (CommandMessage<?>) given[0]);
                            return null;
                        }
                        throw new Cut();
                    }
                    try {
                        Object answer = method.invoke(end, given);
                        return answer instanceof BlockingStream<?> stream
                                ? through(BlockingStream.class, (BlockingStream<?>) stream)
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @SuppressWarnings("unchecked")
    private static void fail(CommandCallback<?, ?> callback, CommandMessage<?> command) {
        ((CommandCallback<Object, Object>) callback)
                .onResult(
                        (CommandMessage<Object>) command,
                        GenericCommandResultMessage.asCommandResultMessage(new Cut()));
    }
}
