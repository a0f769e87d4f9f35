package io.parley.history.command;

import io.parley.api.audit.About;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.history.access.Access;
import io.parley.history.access.Use;
import io.parley.history.people.People;
import io.parley.history.source.History;

/** What tells something of people; that it was asked becomes an event first. */
abstract class Reading extends HistoryCommand {
    @Override
    final void note(Access in, History history, People people) {
        About named = about(people);
        About about = new About(
                named.people().stream()
                        .map(user -> new UserId(history.original(user.value())))
                        .toList(),
                named.conversations().stream()
                        .map(conversation -> new ConversationId(history.original(conversation.value())))
                        .toList(),
                named.message());
        in.record(new Use(name(), about, history.isPseudonymous()));
    }

    /** What is named, or stand-ins for it. */
    About about(People people) {
        return About.EVERYTHING;
    }
}
