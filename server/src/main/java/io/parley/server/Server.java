package io.parley.server;

import io.parley.api.operator.OperatorDoor;
import io.parley.command.operator.OperatorToken;
import io.parley.server.crash.Crash;
import io.parley.server.crash.CrashConfiguration;
import io.parley.server.engine.AxonConfiguration;
import io.parley.server.engine.Engines;
import io.parley.server.engine.RegionConfiguration;
import io.parley.server.role.Role;
import io.parley.server.web.Tls;
import io.parley.server.web.WebConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.springboot.autoconfig.AxonTimeoutAutoConfiguration;
import org.axonframework.springboot.autoconfig.AxonTracingAutoConfiguration;
import org.axonframework.springboot.autoconfig.MetricsAutoConfiguration;
import org.axonframework.springboot.autoconfig.MicrometerMetricsAutoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** Composes the modules of some roles into one running process. */
final class Server {
    private Server() {}

    /** Without what Axon would do around every single message: its meters, spans, and time limits that record a stack trace each. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {
                MicrometerMetricsAutoConfiguration.class,
                MetricsAutoConfiguration.class,
                AxonTimeoutAutoConfiguration.class,
                AxonTracingAutoConfiguration.class
            })
    static class Composition {}

    /** Starts, says so, and returns when the server was stopped. */
    static void run(Set<Role> roles, ServerArguments arguments) {
        arguments.prepareData();
        long from = System.nanoTime();
        ConfigurableApplicationContext context = start(roles, arguments);
        if (roles.contains(Role.COMMAND_SIDE)) {
            openOperatorDoor(context, arguments.data());
        }
        Welcome.print(roles, url(context), arguments.data(), System.nanoTime() - from);
    }

    /** Until the server is stopped. */
    private static void openOperatorDoor(ConfigurableApplicationContext context, Path data) {
        String token = context.getBean(OperatorToken.class).text();
        try {
            new OperatorDoor(URI.create("http://127.0.0.1:" + Tls.toolsPort(webServer(context))), token).write(data);
        } catch (IOException e) {
            throw new NotStarted("The data folder " + data + " cannot be written: " + e.getMessage());
        }
        context.addApplicationListener((ContextClosedEvent closed) -> {
            try {
                OperatorDoor.remove(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Of this machine: what it is called elsewhere, its operator knows. */
    private static String url(ConfigurableApplicationContext context) {
        return (Tls.isOn(webServer(context)) ? "https" : "http") + "://127.0.0.1:" + port(context);
    }

    static int port(ConfigurableApplicationContext context) {
        return webServer(context).getPort();
    }

    private static WebServer webServer(ConfigurableApplicationContext context) {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
    }

    static ConfigurableApplicationContext start(Set<Role> roles, ServerArguments arguments) {
        List<Class<?>> sources = new ArrayList<>(
                List.of(Composition.class, AxonConfiguration.class, RegionConfiguration.class, WebConfiguration.class));
        sources.addAll(arguments.engines().configurations());
        roles.forEach(role -> sources.addAll(role.configurations()));
        if (Crash.isSwitchedOn()) {
            sources.add(CrashConfiguration.class);
        }
        SpringApplication application = new SpringApplicationBuilder()
                .sources(sources.toArray(Class<?>[]::new))
                .web(WebApplicationType.SERVLET)
                .properties(arguments.properties())
                .initializers(new Tls(), context -> requireSharedEngines(arguments.engines(), context))
                .build();
        return application.run(arguments.given());
    }

    private static void requireSharedEngines(Engines engines, ConfigurableApplicationContext context) {
        if (!context.getEnvironment().getProperty("parley.region.name", "").isEmpty() && !engines.areShared()) {
            throw new NotStarted(
                    "parley.region.name: a region needs an Axon Server that all regions share, and a MongoDB and a Redis; give --axonserver, --mongodb and --redis.");
        }
    }
}
