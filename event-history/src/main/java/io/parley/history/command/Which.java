package io.parley.history.command;

import io.parley.api.EventName;
import io.parley.api.EventTypes;
import io.parley.api.audit.About;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.history.people.People;
import io.parley.history.source.HistoryException;
import io.parley.history.source.Occurrence;
import io.parley.history.source.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which events are meant; every given option must fit. */
final class Which {
    @Option(
            names = "--type",
            split = ",",
            paramLabel = "TYPE",
            description = "Only events of these types, such as MessageSent or conversation.MessageSent.")
    private List<String> types = List.of();

    @Option(
            names = "--conversation",
            paramLabel = "CONVERSATION",
            description = "Only events of that conversation: its id, or two people as alice,bob.")
    private @Nullable String conversation;

    @Option(
            names = "--person",
            paramLabel = "PERSON",
            description = "Only events that somebody caused or is mentioned in: a handle or an id.")
    private @Nullable String person;

    Predicate<Occurrence> in(People people) {
        Predicate<Occurrence> which = event -> true;
        if (!types.isEmpty()) {
            Set<Class<?>> wanted =
                    types.stream().flatMap(type -> classes(type).stream()).collect(Collectors.toSet());
            which = which.and(event -> wanted.contains(event.payload().getClass()));
        }
        if (conversation != null) {
            ConversationId id = people.conversation(conversation);
            which = which.and(event -> Parts.mention(event.payload(), id));
        }
        if (person != null) {
            UserId id = people.find(person);
            which = which.and(event -> id.value().equals(event.actor()) || Parts.mention(event.payload(), id));
        }
        return which;
    }

    /** What is named, or stand-ins for it. */
    About about(People people) {
        return new About(
                person == null ? List.of() : List.of(people.find(person)),
                conversation == null ? List.of() : List.of(people.conversation(conversation)),
                null);
    }

    private static List<Class<?>> classes(String type) {
        String wanted = type.toLowerCase(Locale.ROOT);
        List<Class<?>> found = EventTypes.all()
                .filter(event -> {
                    String name = name(event).toLowerCase(Locale.ROOT);
                    return name.equals(wanted) || name.endsWith("." + wanted);
                })
                .toList();
        if (found.isEmpty()) {
            throw new HistoryException("There are no events of type '" + type + "'; there are "
                    + EventTypes.all().map(Which::name).sorted().collect(Collectors.joining(", ")) + ".");
        }
        return found;
    }

    private static String name(Class<?> event) {
        return Objects.requireNonNull(event.getAnnotation(EventName.class)).value();
    }
}
