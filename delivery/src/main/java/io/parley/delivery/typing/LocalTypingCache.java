package io.parley.delivery.typing;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The typing cache of a system that runs in one process: as many entries as people typed in the last seconds. */
public final class LocalTypingCache implements TypingCache {
    private final Map<Key, Typing> entries = new ConcurrentHashMap<>();
    private final Duration ttl;
    private final Duration pause;
    private final Clock clock;

    private record Key(ConversationId conversation, UserId user) {}

    /**
     * @param until when the TTL is over; null where the person does not type
     * @param told whether others were told that the person types
     * @param changed when they were told of something last; null for never
     */
    private record Typing(
            @Nullable String connection,
            @Nullable Instant until,
            boolean told,
            @Nullable Instant changed) {
        static final Typing NEVER = new Typing(null, null, false, null);

        Typing on(String where, Instant end) {
            return new Typing(where, end, told, changed);
        }

        Typing off() {
            return new Typing(null, null, told, changed);
        }

        boolean isOn(Instant now) {
            return until != null && until.isAfter(now);
        }

        Typing told(boolean on, Instant now) {
            return new Typing(connection, until, on, now);
        }
    }

    public LocalTypingCache(TypingOptions options, Clock clock) {
        this.ttl = options.ttl();
        this.pause = options.pause();
        this.clock = clock;
    }

    @Override
    public Optional<Change> type(ConversationId conversation, UserId user, String connection) {
        return change(new Key(conversation, user), pause, (typing, now) -> typing.on(connection, now.plus(ttl)));
    }

    @Override
    public Optional<Change> stop(ConversationId conversation, UserId user, String connection) {
        return change(
                new Key(conversation, user),
                pause,
                (typing, now) -> connection.equals(typing.connection()) ? typing.off() : typing);
    }

    @Override
    public Optional<Change> sent(ConversationId conversation, UserId user) {
        Key key = new Key(conversation, user);
        return entries.containsKey(key) ? change(key, Duration.ZERO, (typing, now) -> typing.off()) : Optional.empty();
    }

    @Override
    public List<Change> due() {
        List<Change> due = new ArrayList<>();
        entries.keySet()
                .forEach(key -> change(key, pause, (typing, now) -> typing).ifPresent(due::add));
        return due;
    }

    private Optional<Change> change(Key key, Duration wait, BiFunction<Typing, Instant, Typing> step) {
        List<Change> change = new ArrayList<>(1);
        entries.compute(key, (any, held) -> {
            Instant now = clock.instant();
            Typing next = step.apply(held == null ? Typing.NEVER : held, now);
            boolean on = next.isOn(now);
            if (on != next.told() && hasPassed(wait, next, now)) {
                change.add(new Change(key.conversation(), key.user(), on, now));
                return next.told(on, now);
            }
            return on || next.told() || !hasPassed(pause, next, now) ? next : null;
        });
        return change.stream().findFirst();
    }

    private static boolean hasPassed(Duration wait, Typing since, Instant now) {
        return since.changed() == null || !since.changed().plus(wait).isAfter(now);
    }

    @Override
    public Map<ConversationId, Set<UserId>> typing(Collection<ConversationId> conversations) {
        Set<ConversationId> asked = Set.copyOf(conversations);
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().told())
                .map(Map.Entry::getKey)
                .filter(key -> asked.contains(key.conversation()))
                .collect(Collectors.groupingBy(Key::conversation, Collectors.mapping(Key::user, Collectors.toSet())));
    }

    @Override
    public boolean isTyping(ConversationId conversation, UserId user) {
        Typing typing = entries.get(new Key(conversation, user));
        return typing != null && typing.told();
    }

    @Override
    public boolean isQuiet() {
        return entries.isEmpty();
    }
}
