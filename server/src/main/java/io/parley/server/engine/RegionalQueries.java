package io.parley.server.engine;

import io.parley.api.Region;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.axonframework.queryhandling.QueryUpdateEmitter;

/**
 * Queries of a region are answered there: its views are those that its marks and pushes follow. On a bus that all regions share, their names
 * say where they are from.
 */
final class RegionalQueries implements QueryBus {
    private final QueryBus bus;
    private final Region region;

    RegionalQueries(QueryBus bus, Region region) {
        this.bus = bus;
        this.region = region;
    }

    private <Q, R> QueryMessage<Q, R> named(QueryMessage<Q, R> query) {
        return new GenericQueryMessage<>(query, region.of(query.getQueryName()), query.getResponseType());
    }

    @Override
    public <R> Registration subscribe(String name, Type answer, MessageHandler<? super QueryMessage<?, R>> handler) {
        MessageHandler<QueryMessage<?, R>> here =
                query -> handler.handle(new GenericQueryMessage<>(query, name, query.getResponseType()));
        return bus.subscribe(region.of(name), answer, here);
    }

    @Override
    public <Q, R> CompletableFuture<QueryResponseMessage<R>> query(QueryMessage<Q, R> query) {
        return bus.query(named(query));
    }

    @Override
    public <Q, R> Stream<QueryResponseMessage<R>> scatterGather(QueryMessage<Q, R> query, long timeout, TimeUnit unit) {
        return bus.scatterGather(named(query), timeout, unit);
    }

    @Override
    public QueryUpdateEmitter queryUpdateEmitter() {
        return bus.queryUpdateEmitter();
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super QueryMessage<?, ?>> interceptor) {
        return bus.registerDispatchInterceptor(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super QueryMessage<?, ?>> interceptor) {
        return bus.registerHandlerInterceptor(interceptor);
    }
}
