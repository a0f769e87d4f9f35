package io.parley.server.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a data folder from a backup. The views are built from the events at the first start.",
            "What happened after the backup is gone: clients are told so, and take everything anew."
        })
public final class Restore implements Callable<Integer> {
    @Mixin
    private DataFolder data = new DataFolder();

    @Option(names = "--from", required = true, paramLabel = "DIR", description = "Folder that a backup made.")
    private Path from = Path.of("");

    @Override
    public Integer call() throws IOException {
        Path folder = from.toAbsolutePath().normalize();
        System.out.println("Restoring " + folder + " ...");
        BackupFolder.Manifest restored = new BackupFolder(folder).restore(data.path());
        System.out.printf(
                "%,d events as of %s are in %s. Start it: ./parley up --data %s%n",
                restored.events(), restored.time(), data.path(), data.path());
        return 0;
    }
}
