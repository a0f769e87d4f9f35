package io.parley.chat;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

final class CommandCompleter implements Completer {
    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() != 0 || !line.word().startsWith("/")) return;
        for (Command command : Command.values()) {
            candidates.add(new Candidate(command.word(), command.word(), null, command.help(), null, null, true));
        }
    }
}
