package io.parley.server;

import io.parley.server.role.Role;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Starts everything in this process, on engines of its own. Ctrl-C stops it; the next start finds everything.")
final class Up implements Callable<Integer> {
    @Mixin
    private ServerArguments arguments = new ServerArguments();

    @Override
    public Integer call() {
        Server.run(EnumSet.allOf(Role.class), arguments);
        return 0;
    }
}
