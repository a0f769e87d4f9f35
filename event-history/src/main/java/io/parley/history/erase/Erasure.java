package io.parley.history.erase;

import io.parley.api.Sealed;
import io.parley.api.id.UserId;
import io.parley.history.access.Access;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.source.Parts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Destroys a person's keys, and counts what that makes unreadable. */
public final class Erasure {
    /** @param sealed how many texts of theirs there are, by the event and the part of it that they are in */
    public record Found(Map<String, Long> sealed) {
        public long total() {
            return sealed.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private Erasure() {}

    /** What their keys open now. */
    public static Found find(History history, UserId person) {
        Map<String, Long> sealed = new TreeMap<>();
        history.between(0, history.head())
                .forEach(event -> Parts.of(event.payload())
                        .forEach((name, value) -> texts(value).stream()
                                .filter(text -> history.owner(text)
                                        .filter(person::equals)
                                        .isPresent())
                                .forEach(text -> sealed.merge(event.shortType() + "." + name, 1L, Long::sum))));
        return new Found(sealed);
    }

    /**
     * @return what nobody can read any more
     * @throws HistoryException where it could not be done
     */
    public static Found run(Access access, History history, UserId person) {
        Found found = find(history, person);
        access.erase(person);
        try (History after = history.again()) {
            long left = find(after, person).total();
            if (left > 0) {
                throw new HistoryException(left + " texts can still be read; the keys were not destroyed.");
            }
        }
        return found;
    }

    private static List<Sealed> texts(@Nullable Object value) {
        List<Sealed> texts = new ArrayList<>();
        gather(value, texts);
        return texts;
    }

    private static void gather(@Nullable Object value, List<Sealed> into) {
        switch (value) {
            case null -> {}
            case Sealed sealed -> into.add(sealed);
            case Collection<?> many -> many.forEach(one -> gather(one, into));
            case Record record -> Parts.of(record).values().forEach(part -> gather(part, into));
            default -> {}
        }
    }
}
