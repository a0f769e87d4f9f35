package io.parley.server.engine;

import io.parley.api.conversation.SendMessages;
import io.parley.api.receipts.AdvanceReceipts;
import java.util.List;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.gateway.ExponentialBackOffIntervalRetryScheduler;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Sends a command again that was surely not carried out, such as one that came while its handlers moved to another process; and one of which
 * nobody knows, where a second time changes nothing. Whoever waits for the answer gives up before this does.
 */
final class CommandRetries extends ExponentialBackOffIntervalRetryScheduler {
    private static final long FIRST_WAIT_MS = 50;
    private static final int MOST_RETRIES = 8;

    private CommandRetries(Builder builder) {
        super(builder);
    }

    static CommandRetries create() {
        return new CommandRetries(builder()
                .retryExecutor(Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("command-retries").factory()))
                .backoffFactor(FIRST_WAIT_MS)
                .maxRetryCount(MOST_RETRIES));
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public boolean scheduleRetry(
            CommandMessage command,
            RuntimeException failure,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatch) {
        return (wasNotDone(failure) || isSafeTwice(command))
                && super.scheduleRetry(command, failure, failures, dispatch);
    }

    @Override
    protected boolean isExplicitlyNonTransient(Throwable failure) {
        return !wasNotDone(failure) && super.isExplicitlyNonTransient(failure);
    }

    private static boolean wasNotDone(Throwable failure) {
        return failure instanceof NoHandlerForCommandException || failure instanceof ConcurrencyException;
    }

    private static boolean isSafeTwice(CommandMessage<?> command) {
        return command.getPayload() instanceof SendMessages || command.getPayload() instanceof AdvanceReceipts;
    }
}
