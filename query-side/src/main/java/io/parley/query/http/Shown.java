package io.parley.query.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.Sealed;
import io.parley.api.account.user.FindPeople;
import io.parley.api.account.user.People;
import io.parley.api.account.user.Person;
import io.parley.api.conversation.EntryView;
import io.parley.api.id.UserId;
import io.parley.sealing.Sealer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens what the views hold sealed, for the person who asked. */
public final class Shown {
    private final Function<FindPeople, People> people;
    private final Sealer sealer;

    public Shown(Function<FindPeople, People> people, Sealer sealer) {
        this.people = people;
        this.sealer = sealer;
    }

    /** As in frames; {@code body} is null where the kind has none, or where it was erased. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            long seq,
            String kind,
            String from,
            @Nullable String device,
            @Nullable String mid,
            @Nullable String body,
            @Nullable List<String> about,
            Instant time) {}

    /** @param handle and {@code name}: null where they are not known yet, or were erased */
    record Member(
            String user, @Nullable String handle, @Nullable String name) {}

    Entry entry(EntryView entry) {
        return new Entry(
                entry.seq(),
                entry.kind(),
                entry.from().value(),
                entry.device() == null ? null : entry.device().value(),
                entry.mid() == null ? null : entry.mid().toString(),
                open(entry.body()),
                entry.about().isEmpty()
                        ? null
                        : entry.about().stream().map(UserId::value).toList(),
                entry.time());
    }

    /** Null where there is none, or where it was erased. */
    @Nullable
    String text(@Nullable Sealed sealed) {
        return open(sealed);
    }

    /** How those people are called. */
    Map<UserId, Member> members(Collection<UserId> users) {
        Map<UserId, Member> members = new HashMap<>();
        Iterator<UserId> left = Set.copyOf(users).iterator();
        while (left.hasNext()) {
            Set<UserId> some = new HashSet<>();
            while (left.hasNext() && some.size() < FindPeople.MAX_USERS) {
                some.add(left.next());
            }
            for (Person person : people.apply(new FindPeople(some)).people()) {
                members.put(person.user(), member(person));
            }
        }
        return members;
    }

    private Member member(Person person) {
        return new Member(person.user().value(), open(person.readableHandle()), open(person.name()));
    }

    private @Nullable String open(@Nullable Sealed sealed) {
        return sealed == null ? null : sealer.open(sealed).orElse(null);
    }
}
