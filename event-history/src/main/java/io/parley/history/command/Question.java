package io.parley.history.command;

import io.parley.history.access.Access;
import io.parley.history.source.History;
import picocli.CommandLine.Option;

/** What shows people and what they wrote. */
abstract class Question extends Reading {
    @Option(
            names = "--pseudonymous",
            description =
                    "Stable stand-ins (pu_..., pb_..., text-...) for people, devices, conversations and all texts."
                            + " They are taken in place of ids as well.")
    private boolean pseudonymous;

    @Override
    final History open(Access from) {
        return from.open(pseudonymous);
    }
}
