package io.parley.command.aggregate;

import java.util.function.Function;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** How an aggregate that clients keep busy is kept: in memory, with snapshots, and addressed without reflection. */
public final class CachedAggregate {
    private static final int EVENTS_PER_SNAPSHOT = 250;

    private CachedAggregate() {}

    /** As {@link #of}, for an aggregate whose answers without an event must not come from an old state either. */
    public static <A> ConfigurerModule withFreshAnswers(
            Class<A> type, long size, Function<Object, @Nullable Object> target) {
        ConfigurerModule cached = of(type, size, target);
        return configurer -> {
            cached.configureModule(configurer);
            configurer.onInitialize(axon -> axon.onStart(() -> axon.commandBus()
                    .registerHandlerInterceptor(new FreshAnswers<>(target, axon.repository(type), axon.eventStore()))));
        };
    }

    /**
     * @param size how many stay in memory
     * @param target the aggregate's identifier in a command, or null for a command that is not its own; Axon's own way looks
     *     for annotations at every command, which is most of what a dispatch costs
     */
    public static <A> ConfigurerModule of(Class<A> type, long size, Function<Object, @Nullable Object> target) {
        Cache cache = new CaffeineAggregateCache(size);
        return configurer -> configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(type)
                .configureCache(any -> cache)
                .configureSnapshotTrigger(
                        config -> new EventCountSnapshotTriggerDefinition(config.snapshotter(), EVENTS_PER_SNAPSHOT))
                .configureCommandTargetResolver(any -> command -> {
                    Object id = target.apply(command.getPayload());
                    if (id == null) {
                        throw new IllegalArgumentException(
                                command.getPayloadType() + " does not address a " + type.getSimpleName());
                    }
                    return new VersionedAggregateIdentifier(id, null);
                }));
    }
}
