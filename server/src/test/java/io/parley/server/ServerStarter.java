package io.parley.server;

import io.parley.server.engine.AxonConfiguration;
import io.parley.server.engine.SharedRedisConfiguration;
import io.parley.server.role.Role;
import io.parley.server.web.WebConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
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
     */
    public static ConfigurableApplicationContext edgeOf(
            Path hub, Path data, String name, String redis, Map<String, Object> beans) {
        ServerArguments arguments = arguments(
                data,
                "--redis",
                redis,
                "--keys",
                hub.resolve("keys").toString(),
                "--set",
                SHORT_LEASE,
                "--set",
                "parley.edge.name=" + name,
                "--set",
                "parley.edge.heartbeat=1s",
                "--set",
                "parley.presence.linger=500ms");
        List<Class<?>> sources = new ArrayList<>(List.of(
                Server.Composition.class,
                AxonConfiguration.class,
                WebConfiguration.class,
                SharedRedisConfiguration.class));
        sources.addAll(Role.SOCKET_EDGE.configurations());
        return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .web(WebApplicationType.SERVLET)
                .properties(arguments.properties())
                .initializers(context -> beans.forEach(context.getBeanFactory()::registerSingleton))
                .build()
                .run(arguments.given());
    }
}
