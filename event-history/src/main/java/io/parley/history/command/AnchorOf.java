package io.parley.history.command;

import io.parley.history.people.People;
import io.parley.history.source.History;
import io.parley.history.text.Shown;
import picocli.CommandLine.Command;

@Command(
        name = "anchor",
        description = {
            "Prints a hash of all events so far, with the position of the last. Kept where nobody can write who can write the data"
                    + " folder, it proves later that none of them was altered, removed or put in between."
        },
        footer = {"", "  history anchor >> anchors.txt", "  history verify --anchors anchors.txt"})
public final class AnchorOf extends HistoryCommand {
    @Override
    void run(History history, People people, Shown shown) {
        out().println(history.store().anchor());
    }
}
