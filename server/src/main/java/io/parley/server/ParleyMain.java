package io.parley.server;

import io.parley.server.backup.Backup;
import io.parley.server.backup.Restore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The server's one executable. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        versionProvider = ParleyMain.Version.class,
        description = "Parley, a messaging system that loses nothing.",
        subcommands = {Up.class, Serve.class, Backup.class, Restore.class, RotateKeys.class, Train.class})
public final class ParleyMain {
    private ParleyMain() {}

    public static void main(String[] arguments) {
        int exit = new CommandLine(new ParleyMain())
                .setExecutionExceptionHandler(new OneSentence())
                .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = ParleyMain.class.getPackage().getImplementationVersion();
            return new String[] {"parley " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
