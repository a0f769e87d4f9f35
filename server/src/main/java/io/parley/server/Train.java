package io.parley.server;

import io.parley.server.role.Role;
import io.parley.server.train.FirstConversation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Starts everything on a temporary folder, lets one person write to another, and stops: the training run of a JVM",
            "that is started with -XX:AOTCacheOutput=FILE. A start with -XX:AOTCache=FILE then takes half the time."
        })
final class Train implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("parley-train");
        try (ConfigurableApplicationContext server =
                Server.start(EnumSet.allOf(Role.class), ServerArguments.standalone(data))) {
            FirstConversation.with(URI.create("http://127.0.0.1:" + Server.port(server)));
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        return 0;
    }
}
