package io.parley.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoDatabase;
import io.parley.api.id.ConversationId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key a conversation and day (UTC): each day's follows from the day before by a one-way function (HMAC-SHA256, a hash ratchet), so that
 * keeping the oldest one that is still needed keeps all later ones, and none before. Safe for use by many threads; methods throw
 * {@link KeyStoreException} where the store cannot be used.
 */
public final class ConversationKeys implements AutoCloseable {
    /** A text may be stored that much later than it was sealed. */
    private static final Duration SLACK = Duration.ofHours(1);

    private static final long SECONDS_A_DAY = Duration.ofDays(1).toSeconds();
    private static final int MOST_REMEMBERED = 20_000;
    private static final byte[] NEXT = "parley next day".getBytes(StandardCharsets.US_ASCII);
    private static final String MAC = "HmacSHA256";

    private final @Nullable KeyRing ring;
    private final Cache<String, PeriodKey> byPeriod = remembered();
    private final Cache<ConversationId, PeriodKey> today = remembered();

    /** No longer than another process may take to hear that a key was forgotten. */
    private static <K> Cache<K, PeriodKey> remembered() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(MongoKeyRing.FORGOTTEN_WITHIN)
                .build();
    }

    private ConversationKeys(@Nullable KeyRing ring) {
        this.ring = ring;
    }

    /** As {@link FilePersonKeys#open}, in a file of their own. */
    public static ConversationKeys open(Path keyFile, Path masterKeyFile) {
        return new ConversationKeys(FileKeyRing.open(keyFile, masterKeyFile));
    }

    /** As {@link MongoPersonKeys#in}, in collections of their own. */
    public static ConversationKeys in(MongoDatabase database, Path masterKeyFile) {
        return new ConversationKeys(MongoKeyRing.in(database, "conversation-", masterKeyFile));
    }

    /** As {@link ReadOnlyPersonKeys#read}. */
    public static ConversationKeys read(Path keyFile, Path masterKeyFile) {
        return new ConversationKeys(ReadOnlyKeyRing.read(keyFile, masterKeyFile));
    }

    /** Of no conversation. */
    public static ConversationKeys none() {
        return new ConversationKeys(null);
    }

    /**
     * For a conversation that has no key yet; durable when this returns. What was said before can never be made unreadable alone.
     *
     * @param now texts from that day on are sealed with it
     */
    public void make(ConversationId conversation, Instant now) {
        if (ring != null) {
            ring.current(conversation.value(), () -> StoredKey.create(conversation.value(), day(now)));
        }
    }

    /** Empty for a conversation that has none. */
    Optional<PeriodKey> at(ConversationId conversation, Instant now) {
        if (ring == null) {
            return Optional.empty();
        }
        PeriodKey known = today.getIfPresent(conversation);
        if (known != null && known.day() >= day(now)) {
            return Optional.of(known);
        }
        Optional<PeriodKey> key = ring.of(conversation.value()).map(one -> of(one, Math.max(one.version(), day(now))));
        key.ifPresent(found -> today.put(conversation, found));
        return key;
    }

    /** Empty once it is forgotten. */
    Optional<PeriodKey> find(String period) {
        int dot = period.lastIndexOf('.');
        if (ring == null || dot < 0) {
            return Optional.empty();
        }
        PeriodKey known = byPeriod.getIfPresent(period);
        if (known != null) {
            return Optional.of(known);
        }
        long day = Long.parseLong(period.substring(dot + 1));
        return ring.find(period.substring(0, dot))
                .filter(key -> key.version() <= day)
                .map(key -> of(key, day));
    }

    private PeriodKey of(StoredKey key, long day) {
        return Objects.requireNonNull(byPeriod.get(
                key.keyId() + '.' + day,
                period -> new PeriodKey(period, day, ratchet(key, day).key())));
    }

    /**
     * Whatever was said on days that were over well before then becomes unreadable, durably.
     *
     * @param keptFrom the time of the oldest text of each conversation that is still to be read
     */
    public void forget(Map<ConversationId, Instant> keptFrom) {
        if (ring != null) {
            ring.replace(keptFrom.entrySet().stream()
                    .collect(Collectors.toMap(one -> one.getKey().value(), one -> since(one.getValue()))));
            byPeriod.invalidateAll();
            today.invalidateAll();
        }
    }

    private static UnaryOperator<StoredKey> since(Instant kept) {
        long day = day(kept.minus(SLACK));
        return key -> key.version() < day ? ratchet(key, day) : key;
    }

    private static StoredKey ratchet(StoredKey key, long day) {
        try {
            Mac mac = Mac.getInstance(MAC);
            byte[] bytes = key.key().getEncoded();
            for (long at = key.version(); at < day; at++) {
                mac.init(new SecretKeySpec(bytes, MAC));
                bytes = mac.doFinal(NEXT);
            }
            return new StoredKey(key.keyId(), key.subject(), day, new SecretKeySpec(bytes, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do " + MAC, e);
        }
    }

    private static long day(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY);
    }

    @Override
    public void close() {
        if (ring != null) {
            ring.close();
        }
    }
}
