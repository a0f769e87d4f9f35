package io.parley.delivery.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.presence.CameOnline;
import io.parley.api.presence.PresenceEvent;
import io.parley.api.presence.WentOffline;
import io.parley.api.recorded.Recordings;
import io.parley.api.recorded.Recordings.Recording;
import io.parley.delivery.Connection;
import io.parley.delivery.presence.PresenceOptions;
import io.parley.delivery.typing.TypingOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Edges of neighbouring releases share what lies in Redis. What this one leaves there is recorded, and goes on from what was recorded. Another layout
 * needs other keys.
 */
class RedisRecordedTest {
    private static final Recordings REDIS = Recordings.of("redis");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String NAME = "after-alice-typed-and-bob-left";
    private static final Instant THEN = Instant.parse("2026-11-24T12:34:56.789Z");
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final Connection OF_ALICE = new Connection("connection-a", ALICE, "edge-a");
    private static final Connection OF_BOB = new Connection("connection-b", BOB, "edge-b");
    private static final ConversationId TALK = new ConversationId("talk");
    private static final Duration LINGER = Duration.ofSeconds(10);
    private static final PresenceOptions OPTIONS =
            new PresenceOptions(LINGER, Duration.ofSeconds(10), Duration.ofSeconds(1));
    private static final TypingOptions TYPING = new TypingOptions(Duration.ofSeconds(5), Duration.ofSeconds(3), 256);

    private final Redis redis = SharedRedis.emptied();
    private final StringRedisTemplate template = redis.template();
    private final Incarnations incarnations = new Incarnations();
    private final RedisDirectory directory = new RedisDirectory(redis, incarnations);

    static List<Recording> recordings() {
        return REDIS.all();
    }

    private RedisPresenceDirectory presences(Instant now) {
        return new RedisPresenceDirectory(redis, incarnations, OPTIONS, at(now));
    }

    private RedisTypingCache typing(Instant now) {
        return new RedisTypingCache(redis, TYPING, at(now));
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    @Test
    void whatThisReleaseLeavesIsRecorded() {
        RedisPresenceDirectory presences = presences(THEN);
        for (Connection connection : List.of(OF_ALICE, OF_BOB)) {
            String incarnation = incarnations.of(connection).incarnation();
            redis.run(Redis.number("lease"), List.of(Key.EDGES), incarnation, "open");
            directory.register(connection);
            PresenceEvent came = presences.came(connection).orElseThrow();
            presences.recorded(List.of(came));
        }
        presences.left(OF_BOB);
        typing(THEN).type(TALK, ALICE, OF_ALICE.id());
        assertThat(redis.deliver(incarnations.of(OF_ALICE).incarnation(), "[]")).isEqualTo(1);

        REDIS.assertNewest(NAME, MAPPER.writeValueAsString(everything()));
        REDIS.assertNames(new TreeSet<>(List.of(NAME)));
    }

    private Map<String, Object> everything() {
        Map<String, Object> everything = new TreeMap<>();
        for (String key : Objects.requireNonNull(template.keys("*"))) {
            DataType type = Objects.requireNonNull(template.type(key));
            everything.put(key + " " + type.code(), value(key, type));
        }
        return everything;
    }

    private Object value(String key, DataType type) {
        return switch (type) {
            case HASH -> new TreeMap<>(template.<String, String>opsForHash().entries(key));
            case SET ->
                new TreeSet<>(Objects.requireNonNull(template.opsForSet().members(key)));
            case STRING -> Objects.requireNonNull(template.opsForValue().get(key));
            case STREAM ->
                Objects.requireNonNull(template.opsForStream().range(key, Range.unbounded())).stream()
                        .map(entry -> entry.getValue())
                        .toList();
            case ZSET -> {
                Map<String, String> scores = new TreeMap<>();
                Objects.requireNonNull(template.opsForZSet().rangeWithScores(key, 0, -1))
                        .forEach(one -> scores.put(
                                Objects.requireNonNull(one.getValue()),
                                key.equals(Key.EDGES)
                                        ? "now"
                                        : Long.toString(one.getScore().longValue())));
                yield scores;
            }
            default -> throw new AssertionError(key + " is a " + type);
        };
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void whatWasRecordedIsGoneOnFrom(Recording recording) {
        MAPPER.readTree(recording.json()).properties().forEach(one -> put(one.getKey(), one.getValue()));

        assertThat(directory.connectionsOf(ALICE)).containsExactly(OF_ALICE);
        assertThat(typing(THEN).isTyping(TALK, ALICE)).isTrue();
        assertThat(typing(THEN.plus(TYPING.ttl())).due()).hasSize(1);
        assertThat(presences(THEN).isOnline(ALICE)).isTrue();
        assertThat(presences(THEN).isOnline(BOB)).isTrue();
        assertThat(presences(THEN.plus(LINGER)).due())
                .containsExactly(new WentOffline(BOB, THEN.toEpochMilli() + 1, THEN));
        assertThat(presences(THEN.plus(LINGER)).came(OF_BOB))
                .hasValue(new CameOnline(BOB, THEN.plus(LINGER).toEpochMilli(), THEN.plus(LINGER)));
        assertThat(redis.deliver(incarnations.of(OF_ALICE).incarnation(), "[]")).isEqualTo(2);
        directory.remove(OF_ALICE);
        assertThat(template.opsForSet().members(Key.CONNECTED)).containsExactly(BOB.value());
    }

    private void put(String keyAndType, JsonNode value) {
        String key = keyAndType.substring(0, keyAndType.lastIndexOf(' '));
        switch (DataType.fromCode(keyAndType.substring(key.length() + 1))) {
            case HASH -> template.opsForHash().putAll(key, texts(value));
            case SET -> value.forEach(one -> template.opsForSet().add(key, one.asString()));
            case STRING -> template.opsForValue().set(key, value.asString());
            case STREAM -> value.forEach(one -> template.opsForStream().add(key, texts(one)));
            case ZSET ->
                texts(value).forEach((member, score) -> template.opsForZSet().add(key, member, number(score)));
            default -> throw new AssertionError(keyAndType);
        }
    }

    private static double number(String score) {
        return score.equals("now") ? System.currentTimeMillis() : Double.parseDouble(score);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(one -> texts.put(one.getKey(), one.getValue().asString()));
        return texts;
    }
}
