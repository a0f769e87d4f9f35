package io.parley.chat;

import io.parley.client.http.Member;
import io.parley.client.http.ParleyHttp;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** How people and conversations are called. */
final class People {
    private static final int CONVERSATIONS = 200;

    private final ParleyHttp http;
    private final Supplier<String> accessToken;
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Map<String, List<Member>> members = new ConcurrentHashMap<>();

    People(ParleyHttp http, Supplier<String> accessToken) {
        this.http = http;
        this.accessToken = accessToken;
    }

    void know(String conversation, List<Member> people) {
        members.put(conversation, people);
        people.forEach(person -> names.put(person.user(), person.display()));
    }

    String nameOf(String conversation, String user) {
        if (!names.containsKey(user)) {
            ask(conversation);
        }
        return names.getOrDefault(user, "somebody");
    }

    /** How to come to that conversation: the other one's handle. */
    String handleOf(String conversation, String self) {
        if (!members.containsKey(conversation)) {
            ask(conversation);
        }
        return members.getOrDefault(conversation, List.of()).stream()
                .filter(member -> !member.user().equals(self))
                .map(member -> member.handle() == null ? member.display() : member.handle())
                .findFirst()
                .orElse("somebody");
    }

    private void ask(String conversation) {
        http.inbox(accessToken.get(), CONVERSATIONS).conversations().stream()
                .filter(line -> line.conversation().equals(conversation))
                .forEach(line -> know(conversation, line.members()));
    }
}
