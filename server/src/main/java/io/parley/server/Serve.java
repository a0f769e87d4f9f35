package io.parley.server;

import io.parley.server.role.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Starts some roles of the server in this process.")
final class Serve implements Callable<Integer> {
    @Mixin
    private ServerArguments arguments = new ServerArguments();

    @Option(
            names = "--roles",
            required = true,
            split = ",",
            paramLabel = "ROLE",
            converter = Role.Converter.class,
            description = "Any of command-side, query-side, projections, socket-edge, asset-service, push-hook.")
    private List<Role> roles = List.of();

    @Override
    public Integer call() {
        Server.run(EnumSet.copyOf(roles), arguments);
        return 0;
    }
}
