package io.parley.torture.load;

import java.util.List;

/** A conversation of two. */
public record Talk(String id, Person one, Person other) {
    static Talk between(Person one, Person other) {
        return new Talk(one.http().direct(one.token(), other.handle()).conversation(), one, other);
    }

    public List<Person> people() {
        return List.of(one, other);
    }
}
