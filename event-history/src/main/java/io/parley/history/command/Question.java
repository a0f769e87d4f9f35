package io.parley.history.command;

import io.parley.history.source.DataFolder;
import io.parley.history.source.History;
import picocli.CommandLine.Option;

/** What shows people and what they wrote. */
abstract class Question extends HistoryCommand {
    @Option(
            names = "--pseudonymous",
            description =
                    "Stable stand-ins (pu_..., pb_..., text-...) for people, devices, conversations and all texts."
                            + " They are taken in place of ids as well.")
    private boolean pseudonymous;

    @Override
    final History open(DataFolder folder) {
        return pseudonymous ? History.openPseudonymous(folder) : super.open(folder);
    }
}
