package io.parley.projections.batch;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** Gives event handlers the {@link ViewBatch} that they write to. */
public final class ViewBatchParameterResolverFactory implements ParameterResolverFactory {
    @Override
    public @Nullable ParameterResolver<?> createInstance(Executable executable, Parameter[] parameters, int index) {
        return parameters[index].getType() == ViewBatch.class ? new Resolver() : null;
    }

    private static final class Resolver implements ParameterResolver<ViewBatch> {
        @Override
        public ViewBatch resolveParameterValue(Message<?> message) {
            return ViewBatch.of(CurrentUnitOfWork.get());
        }

        @Override
        public boolean matches(Message<?> message) {
            return message instanceof EventMessage;
        }
    }
}
