package io.parley.delivery.redis;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.delivery.typing.TypingCache;
import io.parley.delivery.typing.TypingOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The typing cache that the edges of a region share. While Redis is away nobody types. Whether it is quiet is known as of the last look at
 * what is due, so that messages do not ask.
 */
public final class RedisTypingCache implements TypingCache {
    private static final RedisScript<List<String>> TYPING = Redis.texts("typing");

    private final Redis redis;
    private final TypingOptions options;
    private final Clock clock;
    private volatile boolean quiet = true;

    public RedisTypingCache(Redis redis, TypingOptions options, Clock clock) {
        this.redis = redis;
        this.options = options;
        this.clock = clock;
    }

    @Override
    public Optional<Change> type(ConversationId conversation, UserId user, String connection) {
        quiet = false;
        return change("type", conversation, user, connection);
    }

    @Override
    public Optional<Change> stop(ConversationId conversation, UserId user, String connection) {
        return change("stop", conversation, user, connection);
    }

    @Override
    public Optional<Change> sent(ConversationId conversation, UserId user) {
        return change("sent", conversation, user, "");
    }

    private Optional<Change> change(String what, ConversationId conversation, UserId user, String connection) {
        return run(what, conversation.value(), user.value(), connection).stream()
                .findFirst();
    }

    @Override
    public List<Change> due() {
        List<Change> due = run("due");
        try {
            Long waiting = redis.template().opsForZSet().size(Key.TYPING_DUE);
            quiet = waiting == null || waiting == 0;
        } catch (DataAccessException away) {
            quiet = true;
        }
        return due;
    }

    private List<Change> run(String what, String... person) {
        Instant now = clock.instant();
        List<Object> arguments = new ArrayList<>(List.of(
                Key.TYPING,
                what,
                now.toEpochMilli(),
                options.ttl().toMillis(),
                options.pause().toMillis()));
        arguments.addAll(List.of(person));
        try {
            List<String> told = redis.run(TYPING, List.of(Key.TYPING_DUE), arguments.toArray());
            return told == null
                    ? List.of()
                    : told.stream().map(line -> parse(line, now)).toList();
        } catch (DataAccessException away) {
            return List.of();
        }
    }

    private static Change parse(String line, Instant now) {
        String[] parts = line.split(" ", -1);
        return new Change(new ConversationId(parts[0]), new UserId(parts[1]), parts[2].equals("1"), now);
    }

    @Override
    public Map<ConversationId, Set<UserId>> typing(Collection<ConversationId> conversations) {
        List<ConversationId> asked = List.copyOf(conversations);
        Map<ConversationId, Set<UserId>> typing = new HashMap<>();
        try {
            List<Map<String, String>> entries =
                    redis.hashes(asked.stream().map(Key::typing).toList());
            for (int i = 0; i < asked.size(); i++) {
                Set<UserId> told = told(entries.get(i));
                if (!told.isEmpty()) {
                    typing.put(asked.get(i), told);
                }
            }
            return typing;
        } catch (DataAccessException away) {
            return Map.of();
        }
    }

    private static Set<UserId> told(Map<String, String> entries) {
        Set<UserId> told = new HashSet<>();
        entries.forEach((user, entry) -> {
            if (isTold(entry)) {
                told.add(new UserId(user));
            }
        });
        return told;
    }

    private static boolean isTold(String entry) {
        return entry.split("\\|", 3)[1].equals("1");
    }

    @Override
    public boolean isTyping(ConversationId conversation, UserId user) {
        try {
            String entry = redis.template().<String, String>opsForHash().get(Key.typing(conversation), user.value());
            return entry != null && isTold(entry);
        } catch (DataAccessException away) {
            return false;
        }
    }

    @Override
    public boolean isQuiet() {
        return quiet;
    }
}
