package io.parley.server.backup;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a server keeps everything. */
public final class DataFolder {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of everything that is kept. Default: .parley/data beside ./parley.")
    private Path data = Path.of(System.getProperty("parley.root", ""), ".parley", "data");

    public Path path() {
        return data.toAbsolutePath().normalize();
    }
}
