package io.parley.torture.load;

import java.util.List;

/**
 * A conversation of two, or a group.
 *
 * @param people the first has seen it from its first entry on
 * @param opening entries before everybody was in it; what people write comes behind them
 */
public record Talk(String id, List<Person> people, int opening) {
    static Talk between(Person one, Person other) {
        String id = one.http().direct(one.token(), other.handle()).conversation();
        return new Talk(id, List.of(one, other), 1);
    }

    /** Everybody but the first is a stranger to the first, and accepts: entries of their own after its creation and the invitation. */
    static Talk among(List<Person> people) {
        Person first = people.getFirst();
        List<Person> others = people.subList(1, people.size());
        String id = first.http()
                .createGroup(
                        first.token(),
                        first.handle() + "'s group",
                        others.stream().map(Person::handle).toList());
        others.forEach(person -> person.http().answerInvitation(person.token(), id, true));
        return new Talk(id, people, 2 + others.size());
    }

    public Person first() {
        return people.getFirst();
    }
}
