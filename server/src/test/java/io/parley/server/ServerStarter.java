package io.parley.server;

import io.parley.server.engine.AxonConfiguration;
import io.parley.server.engine.EmbeddedEventsConfiguration;
import io.parley.server.engine.MongoViewsConfiguration;
import io.parley.server.engine.RegionConfiguration;
import io.parley.server.engine.SharedRedisConfiguration;
import io.parley.server.role.Role;
import io.parley.server.web.WebConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import picocli.CommandLine;

/** Starts servers within the test's process. */
public final class ServerStarter {
    private static final String SHORT_LEASE = "parley.redis.lease=1s";

    private ServerStarter() {}

    static ServerArguments arguments(Path data, String... more) {
        ServerArguments arguments = new ServerArguments();
        List<String> given = new ArrayList<>(List.of("--port", "0", "--data", data.toString()));
        given.addAll(List.of(more));
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("arguments", CommandLine.Model.CommandSpec.forAnnotatedObject(arguments)))
                .parseArgs(given.toArray(String[]::new));
        arguments.prepareData();
        return arguments;
    }

    /** One role on embedded engines. */
    public static ConfigurableApplicationContext alone(Role role, Path data) {
        return Server.start(EnumSet.of(role), arguments(data));
    }

    /** On embedded engines, announcing through Redis. */
    public static ConfigurableApplicationContext withoutEdge(Path data, String redis) {
        return Server.start(
                EnumSet.complementOf(EnumSet.of(Role.SOCKET_EDGE)),
                arguments(data, "--redis", redis, "--set", SHORT_LEASE));
    }

    /**
     * An edge beside it.
     *
     * @param hub data folder of the rest, whose keys it shares
     * @param beans what it shares with the rest in place of its own, by name
     * @param more options as {@code name=value}
     */
    public static ConfigurableApplicationContext edgeOf(
            Path hub, Path data, String name, String redis, Map<String, Object> beans, String... more) {
        List<String> given = new ArrayList<>(List.of(
                "--redis",
                redis,
                "--keys",
                hub.resolve("keys").toString(),
                "--set",
                "parley.edge.name=" + name,
                "--set",
                "parley.edge.heartbeat=1s",
                "--set",
                "parley.presence.linger=500ms"));
        return run(
                arguments(data, set(given, more)),
                Role.SOCKET_EDGE.configurations(),
                context -> beans.forEach(context.getBeanFactory()::registerSingleton));
    }

    /**
     * Everything of a region but its edges.
     *
     * @param keys folder that all regions share
     * @param mongodb of the region
     * @param common MongoDB that all regions share
     * @param queries the bus that all regions share
     * @param beans what it has of another region, by name; without any it has the event log and handles commands
     */
    public static ConfigurableApplicationContext regionOf(
            String region,
            Path data,
            Path keys,
            String mongodb,
            String common,
            String redis,
            QueryBus queries,
            Map<String, Object> beans) {
        List<Class<?>> more = new ArrayList<>(List.of(MongoViewsConfiguration.class));
        Set<Role> roles = EnumSet.of(Role.QUERY_SIDE, Role.PROJECTIONS);
        if (beans.isEmpty()) {
            more.add(EmbeddedEventsConfiguration.class);
            roles.add(Role.COMMAND_SIDE);
        }
        roles.forEach(role -> more.addAll(role.configurations()));
        List<String> given = List.of("--redis", redis, "--mongodb", mongodb, "--keys", keys.toString());
        return run(
                arguments(data, set(given, "parley.region.name=" + region, "parley.region.common=" + common)),
                more,
                context -> {
                    beans.forEach(context.getBeanFactory()::registerSingleton);
                    context.registerBean("queryBus", QueryBus.class, () -> queries);
                });
    }

    private static String[] set(List<String> given, String... options) {
        List<String> all = new ArrayList<>(given);
        all.addAll(List.of("--set", SHORT_LEASE));
        for (String option : options) {
            all.addAll(List.of("--set", option));
        }
        return all.toArray(String[]::new);
    }

    private static ConfigurableApplicationContext run(
            ServerArguments arguments,
            List<Class<?>> more,
            ApplicationContextInitializer<GenericApplicationContext> with) {
        List<Class<?>> sources = new ArrayList<>(List.of(
                Server.Composition.class,
                AxonConfiguration.class,
                RegionConfiguration.class,
                WebConfiguration.class,
                SharedRedisConfiguration.class));
        sources.addAll(more);
        return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .web(WebApplicationType.SERVLET)
                .properties(arguments.properties())
                .initializers(with)
                .build()
                .run(arguments.given());
    }
}
