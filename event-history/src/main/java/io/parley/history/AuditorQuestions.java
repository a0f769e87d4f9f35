package io.parley.history;

import io.parley.history.access.Access;
import io.parley.history.command.Diff;
import io.parley.history.command.HistoryCommand;
import io.parley.history.command.Inbox;
import io.parley.history.command.Message;
import io.parley.history.command.Show;
import io.parley.history.command.Tail;
import io.parley.history.command.WhatIf;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What somebody at another machine may ask: nothing that reads or writes files, or has no end. */
public final class AuditorQuestions {
    private static final List<String> NOT_FROM_ELSEWHERE = List.of(
            "--data",
            "--keys",
            "--axonserver",
            "--axonserver-token",
            "--axonserver-certificate",
            "--mongodb",
            "--follow");

    private AuditorQuestions() {}

    /** The exit code, as of {@link HistoryMain#run}. */
    public static int ask(Access access, PrintWriter out, PrintWriter err, List<String> arguments) {
        CommandLine commands = new CommandLine(CommandSpec.create().name("history"));
        List.<HistoryCommand>of(new Tail(), new Show(), new Inbox(), new Message(), new Diff(), new WhatIf())
                .forEach(question -> add(commands, question, access));
        return HistoryMain.execute(commands, out, err, arguments.toArray(String[]::new));
    }

    private static void add(CommandLine commands, HistoryCommand question, Access access) {
        question.over(any -> access);
        CommandSpec spec = CommandSpec.forAnnotatedObject(question);
        NOT_FROM_ELSEWHERE.stream()
                .map(spec::findOption)
                .filter(option -> option != null)
                .forEach(spec::remove);
        commands.addSubcommand(spec.name(), spec);
    }
}
