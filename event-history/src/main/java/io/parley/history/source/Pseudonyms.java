package io.parley.history.source;

import io.parley.api.MetaDataKeys;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.ReceiptsId;
import io.parley.api.id.ReportId;
import io.parley.api.id.RetentionId;
import io.parley.api.id.SettingsId;
import io.parley.api.id.UserId;
import io.parley.api.key.SecretKeyFile;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Stable stand-ins for people, devices, conversations, and what was written. An id's is the id enciphered, so that whoever has the data
 * folder's secret, and nobody else, gets from one to the other; a text's tells only whether two are the same.
 */
final class Pseudonyms {
    private static final byte[] PURPOSE = "pseudonyms of the event history".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 16;
    private static final int TEXT_BYTES = 6;
    private static final Pattern PSEUDONYM = Pattern.compile("p([ub])_([A-Za-z0-9_-]{22})");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern BASE64_TEXT = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final String PARTS = ":";

    private static final ClassValue<Constructor<?>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> record) {
            Class<?>[] types =
                    Parts.of(record).stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                Constructor<?> constructor = record.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("every record has a canonical constructor", e);
            }
        }
    };

    private final SecretKeyFile secret;
    private final SecretKey key;

    Pseudonyms(SecretKeyFile secret) {
        this.secret = secret;
        this.key = new SecretKeySpec(Arrays.copyOf(secret.mac(PURPOSE), KEY_BYTES), "AES");
    }

    /** The same event of the same time, with stand-ins for all ids in it. */
    Occurrence of(Occurrence event) {
        EventMessage<?> message = event.message();
        MetaData metaData = metaData(message.getMetaData());
        Object payload = value(message.getPayload());
        EventMessage<?> other = message instanceof DomainEventMessage<?> domain
                ? new GenericDomainEventMessage<>(
                        domain.getType(),
                        ofId(domain.getAggregateIdentifier()),
                        domain.getSequenceNumber(),
                        new GenericMessage<>(message.getIdentifier(), payload, metaData),
                        message::getTimestamp)
                : new GenericEventMessage<>(
                        new GenericMessage<>(message.getIdentifier(), payload, metaData), message::getTimestamp);
        return new Occurrence(event.position(), other);
    }

    private MetaData metaData(MetaData original) {
        MetaData changed = original;
        for (String name : List.of(MetaDataKeys.ACTOR, MetaDataKeys.DEVICE)) {
            if (original.get(name) instanceof String id) {
                changed = changed.and(name, ofWhole(id));
            }
        }
        return changed;
    }

    private @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case UserId id -> new UserId(ofWhole(id.value()));
            case DeviceId id -> new DeviceId(ofWhole(id.value()));
            case ConversationId id -> new ConversationId(ofWhole(id.value()));
            case ReceiptsId id -> new ReceiptsId(ofId(id.value()));
            case RetentionId id -> new RetentionId(ofId(id.value()));
            case SettingsId id -> new SettingsId(ofId(id.value()));
            case ReportId id -> new ReportId(ofId(id.value()));
            case List<?> many -> many.stream().map(this::value).toList();
            case Set<?> many -> many.stream().map(this::value).collect(Collectors.toCollection(LinkedHashSet::new));
            case Map<?, ?> many ->
                many.entrySet().stream()
                        .collect(Collectors.toMap(one -> value(one.getKey()), one -> value(one.getValue())));
            case Record record -> record(record);
            default -> value;
        };
    }

    private Object record(Record record) {
        List<@Nullable Object> values = new ArrayList<>();
        boolean changed = false;
        for (Object before : Parts.of(record).values()) {
            Object after = value(before);
            values.add(after);
            changed |= !Objects.equals(before, after);
        }
        try {
            return changed ? CONSTRUCTORS.get(record.getClass()).newInstance(values.toArray()) : record;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an event can be made anew", e);
        }
    }

    /** Of an id, or of several with colons between; what is neither stays. */
    String ofId(String id) {
        return eachPart(id, part -> {
            if (UUID_TEXT.matcher(part).matches()) {
                UUID uuid = UUID.fromString(part);
                return "pu_" + base64(enciphered(Cipher.ENCRYPT_MODE, bytes(uuid)));
            }
            return BASE64_TEXT.matcher(part).matches()
                    ? "pb_"
                            + base64(enciphered(
                                    Cipher.ENCRYPT_MODE, Base64.getUrlDecoder().decode(part)))
                    : part;
        });
    }

    /** Of an id whatever its form; where that is none of ours, nobody gets back from it. */
    private String ofWhole(String id) {
        String standIn = ofId(id);
        return standIn.equals(id) ? "px_" + base64(Arrays.copyOf(macOf(id), KEY_BYTES)) : standIn;
    }

    /** What {@link #ofId} was given; what is no stand-in stays. */
    String original(String id) {
        return eachPart(id, part -> {
            Matcher pseudonym = PSEUDONYM.matcher(part);
            if (!pseudonym.matches()) {
                return part;
            }
            byte[] plain =
                    enciphered(Cipher.DECRYPT_MODE, Base64.getUrlDecoder().decode(pseudonym.group(2)));
            if (pseudonym.group(1).equals("b")) {
                return base64(plain);
            }
            ByteBuffer uuid = ByteBuffer.wrap(plain);
            return new UUID(uuid.getLong(), uuid.getLong()).toString();
        });
    }

    String ofText(String text) {
        return "text-" + HexFormat.of().formatHex(macOf(text), 0, TEXT_BYTES);
    }

    private byte[] macOf(String text) {
        return secret.mac(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String eachPart(String id, UnaryOperator<String> change) {
        return Arrays.stream(id.split(PARTS, -1)).map(change).collect(Collectors.joining(PARTS));
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** One block, so that no mode of operation comes into it: equal ids are to be equal. */
    @SuppressWarnings("InsecureCryptoUsage")
    private byte[] enciphered(int mode, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, key);
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }
}
