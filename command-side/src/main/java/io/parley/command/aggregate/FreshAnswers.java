package io.parley.command.aggregate;

import java.util.Objects;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Lets no cached aggregate answer from an old state. Commands to it may have gone to another process meanwhile: an event that follows from
 * an old state is refused by the store, but an answer without an event would not be. Such an answer is held against the store, and where the
 * aggregate was old, fails with a {@link ConcurrencyException}, which also drops it from the cache: the command is safe to send again.
 */
final class FreshAnswers<A> implements MessageHandlerInterceptor<CommandMessage<?>> {
    private final Function<Object, @Nullable Object> target;
    private final Repository<A> repository;
    private final EventStore events;

    FreshAnswers(Function<Object, @Nullable Object> target, Repository<A> repository, EventStore events) {
        this.target = target;
        this.repository = repository;
        this.events = events;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Object id = target.apply(unitOfWork.getMessage().getPayload());
        Aggregate<A> aggregate = id == null ? null : find(id.toString());
        if (aggregate == null) {
            return chain.proceed();
        }
        Long before = aggregate.version();
        Object answer = chain.proceed();
        if (Objects.equals(before, aggregate.version())) {
            check(Objects.toString(id), before);
        }
        return answer;
    }

    private @Nullable Aggregate<A> find(String id) {
        try {
            return repository.load(id);
        } catch (AggregateNotFoundException e) {
            return null;
        }
    }

    private void check(String id, @Nullable Long version) {
        Long stored = events.lastSequenceNumberFor(id).orElse(null);
        if (!Objects.equals(stored, version)) {
            throw new ConcurrencyException(
                    "the aggregate in memory is at " + version + ", its events are at " + stored);
        }
    }
}
