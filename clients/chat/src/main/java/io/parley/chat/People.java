package io.parley.chat;

import io.parley.client.http.DirectConversation;
import io.parley.client.http.Inbox;
import io.parley.client.http.Member;
import io.parley.client.http.ParleyHttp;
import io.parley.client.http.ParleyProblem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Who is in which conversation; kept, so that one can also begin to write while the server is away. Thread-safe. */
final class People {
    private static final Logger LOG = LoggerFactory.getLogger(People.class);
    private static final String FILE = "people";
    private static final int INBOX_LINES = 50;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ParleyHttp http;
    private final Supplier<String> accessToken;
    private final DataFolder folder;
    private final String self;
    private final Map<String, List<Member>> members = new ConcurrentHashMap<>();
    private final Map<String, String> titles = new ConcurrentHashMap<>();

    private record Kept(List<DirectConversation> conversations) {}

    People(ParleyHttp http, Supplier<String> accessToken, DataFolder folder, String self) {
        this.http = http;
        this.accessToken = accessToken;
        this.folder = folder;
        this.self = self;
        folder.read(FILE)
                .map(json -> MAPPER.readValue(json, Kept.class))
                .ifPresent(kept -> kept.conversations().forEach(one -> members.put(one.conversation(), one.members())));
    }

    /** The conversation with somebody; asks the server, or remembers where that is away. */
    String direct(String handle) {
        try {
            DirectConversation direct = http.direct(accessToken.get(), handle);
            keep(direct.conversation(), direct.members());
            return direct.conversation();
        } catch (ParleyProblem problem) {
            if (!problem.retryable()) throw problem;
            return remembered(handle).orElseThrow(() -> problem);
        }
    }

    private Optional<String> remembered(String handle) {
        return members.entrySet().stream()
                .filter(one -> one.getValue().stream().anyMatch(member -> handle.equals(member.handle())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    Inbox inbox() {
        Inbox inbox = http.inbox(accessToken.get(), INBOX_LINES);
        for (Inbox.Line line : inbox.conversations()) {
            if (line.title() != null) titles.put(line.conversation(), line.title());
            keep(line.conversation(), line.members());
        }
        return inbox;
    }

    private void keep(String conversation, List<Member> now) {
        if (Objects.equals(members.put(conversation, now), now)) return;
        List<DirectConversation> all = members.entrySet().stream()
                .map(one -> new DirectConversation(one.getKey(), one.getValue()))
                .toList();
        folder.write(FILE, MAPPER.writeValueAsString(new Kept(all)));
    }

    String nameOf(String conversation, String user) {
        return find(conversation, user)
                .or(() -> {
                    look();
                    return find(conversation, user);
                })
                .or(() -> {
                    lookAmongMembers(conversation);
                    return find(conversation, user);
                })
                .map(Member::display)
                .orElse("somebody");
    }

    boolean isSelf(String conversation, String user) {
        return find(conversation, user)
                .filter(member -> self.equals(member.handle()))
                .isPresent();
    }

    /** What the conversation is called: the others in it. */
    String titleOf(String conversation) {
        if (!members.containsKey(conversation)) look();
        String title = titles.get(conversation);
        if (title != null) return title;
        return members.getOrDefault(conversation, List.of()).stream()
                .filter(member -> !self.equals(member.handle()))
                .map(Member::display)
                .reduce((one, other) -> one + ", " + other)
                .orElse("yourself");
    }

    List<Member> others(String conversation) {
        if (members.getOrDefault(conversation, List.of()).isEmpty()) lookAmongMembers(conversation);
        return members.getOrDefault(conversation, List.of()).stream()
                .filter(member -> !self.equals(member.handle()))
                .toList();
    }

    /** Who of the others stands in a text, as {@code @handle}. */
    List<String> mentionedIn(String conversation, String text) {
        if (text.indexOf('@') < 0) return List.of();
        return others(conversation).stream()
                .filter(member -> member.handle() != null && mentions(text, member.handle()))
                .map(Member::user)
                .toList();
    }

    private static boolean mentions(String text, String handle) {
        return Pattern.compile("@" + Pattern.quote(handle) + "(?![\\w-])", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }

    private Optional<Member> find(String conversation, @Nullable String user) {
        return members.getOrDefault(conversation, List.of()).stream()
                .filter(member -> member.user().equals(user))
                .findFirst();
    }

    /** The inbox says nothing of the members of a large group, nor of who has gone. */
    private void lookAmongMembers(String conversation) {
        try {
            keep(
                    conversation,
                    http.members(accessToken.get(), conversation).members().stream()
                            .map(one -> new Member(one.user(), one.handle(), one.name(), null))
                            .toList());
        } catch (ParleyProblem later) {
            LOG.debug("The members of a group cannot be looked up now: {}", later.code());
        }
    }

    /** A name is worth a try, but nothing fails for the lack of one. */
    private void look() {
        try {
            inbox();
        } catch (ParleyProblem later) {
            LOG.warn("Names cannot be looked up now: {}", later.code());
        }
    }
}
