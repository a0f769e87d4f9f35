package io.parley.delivery.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The connection to one Redis. Commands fail at once while it is away, with a {@link org.springframework.dao.DataAccessException}. Every
 * decision is a script, which Redis runs as a whole.
 */
public final class Redis implements AutoCloseable {
    private static final RedisScript<Long> DELIVER = number("deliver");

    private final LettuceConnectionFactory connections;
    private final StringRedisTemplate template;
    private final RedisOptions options;

    private Redis(LettuceConnectionFactory connections, RedisOptions options) {
        this.connections = connections;
        this.template = new StringRedisTemplate(connections);
        this.options = options;
    }

    /** Returns although the Redis may be away. */
    public static Redis at(RedisOptions options) {
        RedisURI uri = RedisURI.create(Objects.requireNonNull(options.uri()));
        RedisConfiguration server = LettuceConnectionFactory.createRedisConfiguration(uri);
        LettuceClientConfiguration.LettuceClientConfigurationBuilder client = LettuceClientConfiguration.builder()
                .commandTimeout(options.timeout())
                .shutdownTimeout(Duration.ZERO)
                .clientOptions(ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(SocketOptions.builder()
                                .connectTimeout(options.timeout())
                                .build())
                        .timeoutOptions(TimeoutOptions.enabled(options.timeout()))
                        .build());
        if (uri.isSsl()) {
            client.useSsl();
        }
        LettuceConnectionFactory connections = new LettuceConnectionFactory(server, client.build());
        connections.start();
        return new Redis(connections, options);
    }

    static RedisScript<Long> number(String name) {
        return script(name, Long.class);
    }

    static RedisScript<List<String>> texts(String name) {
        return RedisScript.of(new ClassPathResource(name + ".lua", Redis.class), Redis.<List<String>>typed(List.class));
    }

    private static <T> RedisScript<T> script(String name, Class<T> type) {
        DefaultRedisScript<T> script = new DefaultRedisScript<>();
        script.setLocation(new ClassPathResource(name + ".lua", Redis.class));
        script.setResultType(type);
        return script;
    }

    @SuppressWarnings("unchecked")
    private static <T> Class<T> typed(Class<?> type) {
        return (Class<T>) type;
    }

    <T> @Nullable T run(RedisScript<T> script, List<String> keys, Object... arguments) {
        Object[] texts = new Object[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return template.execute(script, keys, texts);
    }

    /**
     * Puts something into the stream of an incarnation.
     *
     * @return its number, from 1, or 0 where nobody reads that stream any more
     */
    long deliver(String incarnation, String announcements) {
        Long number = run(
                DELIVER,
                List.of(Key.EDGES, Key.stream(incarnation), Key.count(incarnation)),
                incarnation,
                announcements,
                options.stream());
        return number == null ? 0 : number;
    }

    /** Those of the texts that are in the set, in their order; one round trip. */
    List<String> membersAmong(String set, Collection<String> texts) {
        Map<Object, Boolean> found = template.opsForSet().isMember(set, texts.toArray());
        return found == null
                ? List.of()
                : texts.stream()
                        .filter(text -> Boolean.TRUE.equals(found.get(text)))
                        .toList();
    }

    /** The hashes of these keys in their order, in one round trip; empty where there is none. */
    @SuppressWarnings("NullAway") // what is pipelined has no answer yet
    List<Map<String, String>> hashes(Collection<String> keys) {
        return template
                .executePipelined((RedisCallback<Object>) connection -> {
                    keys.forEach(key -> connection.hashCommands().hGetAll(key.getBytes(StandardCharsets.UTF_8)));
                    return null;
                })
                .stream()
                .map(Redis::hash)
                .toList();
    }

    private static Map<String, String> hash(Object answer) {
        Map<String, String> hash = new LinkedHashMap<>();
        ((Map<?, ?>) answer).forEach((field, value) -> hash.put(field.toString(), value.toString()));
        return hash;
    }

    StringRedisTemplate template() {
        return template;
    }

    RedisOptions options() {
        return options;
    }

    /** @throws org.springframework.dao.DataAccessException where it does not answer */
    public void ping() {
        template.execute(connection -> connection.commands().ping(), true);
    }

    @Override
    public void close() {
        connections.destroy();
    }
}
