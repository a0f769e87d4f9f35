package io.parley.command.account;

import io.parley.api.account.device.DeviceCommand;
import io.parley.api.account.handle.HandleCommand;
import io.parley.api.account.user.UserCommand;
import io.parley.command.account.device.Device;
import io.parley.command.account.device.RefreshRules;
import io.parley.command.account.handle.Handle;
import io.parley.command.account.handle.HandleLookup;
import io.parley.command.account.user.User;
import java.time.Clock;
import java.util.function.Function;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * The aggregates behind accounts. None is cached: they are asked seldom, have few events, and an answer from a process
 * that held an old copy would let a revoked device in.
 */
final class AccountsModule implements ConfigurerModule {
    private static final int EVENTS_PER_SNAPSHOT = 64;

    private final Clock clock;
    private final RefreshRules rules;

    AccountsModule(Clock clock, RefreshRules rules) {
        this.clock = clock;
        this.rules = rules;
    }

    @Override
    public void configureModule(Configurer configurer) {
        configurer
                .registerComponent(Clock.class, configuration -> clock)
                .registerComponent(RefreshRules.class, configuration -> rules)
                .configureAggregate(aggregate(Handle.class, HandleCommand.class, HandleCommand::handle))
                .configureAggregate(snapshotted(aggregate(User.class, UserCommand.class, UserCommand::user)))
                .configureAggregate(snapshotted(aggregate(Device.class, DeviceCommand.class, DeviceCommand::device)))
                .registerCommandHandler(configuration ->
                        new HandleLookup(configuration.repository(Handle.class), configuration.eventStore()));
    }

    private static <A> AggregateConfigurer<A> snapshotted(AggregateConfigurer<A> aggregate) {
        return aggregate.configureSnapshotTrigger(configuration ->
                new EventCountSnapshotTriggerDefinition(configuration.snapshotter(), EVENTS_PER_SNAPSHOT));
    }

    private static <A, C> AggregateConfigurer<A> aggregate(Class<A> type, Class<C> commands, Function<C, Object> id) {
        CommandTargetResolver resolver =
                command -> new VersionedAggregateIdentifier(id.apply(commands.cast(command.getPayload())), null);
        return AggregateConfigurer.defaultConfiguration(type).configureCommandTargetResolver(configuration -> resolver);
    }
}
