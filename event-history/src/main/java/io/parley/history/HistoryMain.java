package io.parley.history;

import io.parley.api.key.SecretText;
import io.parley.eventstore.StoreOpenException;
import io.parley.history.access.Access;
import io.parley.history.command.AnchorOf;
import io.parley.history.command.Ask;
import io.parley.history.command.Bench;
import io.parley.history.command.CapsuleOf;
import io.parley.history.command.Diff;
import io.parley.history.command.Erase;
import io.parley.history.command.ExportTo;
import io.parley.history.command.HistoryCommand;
import io.parley.history.command.Inbox;
import io.parley.history.command.Message;
import io.parley.history.command.RebuildViews;
import io.parley.history.command.ReplayInto;
import io.parley.history.command.ReportOut;
import io.parley.history.command.Show;
import io.parley.history.command.Sql;
import io.parley.history.command.Tail;
import io.parley.history.command.Verify;
import io.parley.history.command.WhatIf;
import io.parley.history.source.DataFolder;
import io.parley.history.source.HistoryException;
import io.parley.sealing.KeyStoreException;
import io.parley.viewstore.ViewStoreException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Reads the history of a data folder, also beside its running server. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = {
            "What was said, delivered and read, and when, as of any moment. It reads the events of a data folder, also while its"
                    + " server runs, and never touches the live views.",
            ""
        },
        footer = {"", "history COMMAND --help tells more about each; docs/history.md shows them at work."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:not done; a sentence says why", "2:wrong options"},
        subcommands = {
            Tail.class,
            Show.class,
            Inbox.class,
            Message.class,
            Diff.class,
            ExportTo.class,
            Sql.class,
            ReportOut.class,
            Verify.class,
            AnchorOf.class,
            RebuildViews.class,
            ReplayInto.class,
            WhatIf.class,
            CapsuleOf.class,
            Erase.class,
            Ask.class,
            Bench.class
        })
public final class HistoryMain {
    private HistoryMain() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exit = run(out, err, arguments);
        out.flush();
        System.exit(exit);
    }

    /** The exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return execute(new CommandLine(new HistoryMain()), out, err, orHelp(arguments));
    }

    /** The exit code. */
    static int run(Function<DataFolder, Access> access, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commands = new CommandLine(new HistoryMain());
        commands.getSubcommands().values().forEach(each -> {
            if (each.getCommand() instanceof HistoryCommand command) {
                command.over(access);
            }
        });
        return execute(commands, out, err, orHelp(arguments));
    }

    private static String[] orHelp(String... arguments) {
        return arguments.length == 0 ? new String[] {"--help"} : arguments;
    }

    /** Ids may begin with a hyphen: what is no option is a parameter. */
    static int execute(CommandLine commands, PrintWriter out, PrintWriter err, String... arguments) {
        // What begins with @ is a handle, and from elsewhere never a file.
        return commands.setExpandAtFiles(false)
                .setUnmatchedOptionsArePositionalParams(true)
                .setPosixClusteredShortOptionsAllowed(false)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(HistoryMain::tell)
                .execute(arguments);
    }

    private static int tell(Exception fault, CommandLine command, CommandLine.ParseResult asked) throws Exception {
        switch (fault) {
            case HistoryException known -> command.getErr().println("history: " + known.getMessage());
            case StoreOpenException known -> command.getErr().println("history: " + known.getMessage());
            case KeyStoreException known -> command.getErr().println("history: " + known.getMessage());
            case SecretText.Unreadable known -> command.getErr().println("history: " + known.getMessage());
            case ViewStoreException known -> command.getErr().println("history: " + known.getMessage());
            default -> throw fault;
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
