package io.parley.bench.parley;

import io.parley.client.ParleyClient;
import io.parley.client.http.ParleyHttp;
import io.parley.client.http.Tokens;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Registers people and logs them in; each costs the server two password hashes. */
final class People {
    private static final String PASSWORD = "a password of the bench";
    private static final int AT_ONCE = 4;
    private static final long DEADLINE_SECONDS = 30;
    private static final long CHECK_MS = 50;
    private static final int SHOW_EVERY = 100;

    private final ParleyHttp http;

    People(URI server) {
        http = ParleyClient.at(server).http();
    }

    record Person(String handle, Tokens tokens) {}

    /** Their handles start with the prefix. */
    List<Person> register(String prefix, int count) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Person>> registered = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String handle = prefix + i;
                registered.add(threads.submit(() -> {
                    http.register(handle, PASSWORD, null);
                    return new Person(handle, http.logIn(handle, PASSWORD));
                }));
            }
            List<Person> people = new ArrayList<>();
            for (Future<Person> one : registered) {
                people.add(one.get());
                if (people.size() % SHOW_EVERY == 0) {
                    System.err.printf("  %d of %d people registered%n", people.size(), count);
                }
            }
            return people;
        }
    }

    /** The newest entry of the person's only conversation, as the views show it. */
    long head(Person person) {
        return http.inbox(person.tokens().accessToken(), 1)
                .conversations()
                .getFirst()
                .seq();
    }

    /** A group that the first started, and all the others have joined. */
    String group(List<Person> people) throws InterruptedException, TimeoutException {
        Person creator = people.getFirst();
        List<Person> others = people.subList(1, people.size());
        String group = http.createGroup(
                creator.tokens().accessToken(),
                "bench",
                others.stream().map(Person::handle).toList());
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            others.forEach(other ->
                    threads.execute(() -> http.answerInvitation(other.tokens().accessToken(), group, true)));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (http.inbox(creator.tokens().accessToken(), 1)
                        .conversations()
                        .getFirst()
                        .size()
                < people.size()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the views did not show the whole group");
            }
            TimeUnit.MILLISECONDS.sleep(CHECK_MS);
        }
        return group;
    }

    /** The conversation of two people. */
    String direct(Person one, Person other) {
        return http.direct(one.tokens().accessToken(), other.handle()).conversation();
    }
}
