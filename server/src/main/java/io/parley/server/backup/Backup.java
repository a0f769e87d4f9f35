package io.parley.server.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copies all events, files and keys of a data folder as they are at one moment, also while the server runs.",
            "Whoever has the copy can read everything: keep it as safe as the data folder."
        })
public final class Backup implements Callable<Integer> {
    @Mixin
    private DataFolder data = new DataFolder();

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder to make; missing or empty.")
    private Path to = Path.of("");

    @Override
    public Integer call() throws IOException {
        Path folder = to.toAbsolutePath().normalize();
        System.out.println("Copying the events, files and keys of " + data.path() + " ...");
        BackupFolder.Manifest taken = new BackupFolder(folder)
                .take(data.path(), Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS));
        System.out.printf(
                "%,d events are in %s. Try it: ./parley restore --from %s --data NEW_DIR%n",
                taken.events(), folder, folder);
        return 0;
    }
}
