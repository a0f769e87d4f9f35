package io.parley.api;

import io.parley.api.account.device.DeviceEvent;
import io.parley.api.account.handle.HandleEvent;
import io.parley.api.account.user.UserEvent;
import io.parley.api.asset.AssetEvent;
import io.parley.api.audit.AuditEvent;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.moderation.ReportEvent;
import io.parley.api.presence.PresenceEvent;
import io.parley.api.receipts.ReceiptsEvent;
import io.parley.api.retention.RetentionEvent;
import io.parley.api.settings.SettingsEvent;
import io.parley.api.typing.TypingEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every event that is ever stored: its class, and the {@link EventName} it is stored under. */
public final class EventTypes {
    private static final List<Class<?>> STREAMS = List.of(
            ConversationEvent.class,
            ReceiptsEvent.class,
            HandleEvent.class,
            UserEvent.class,
            DeviceEvent.class,
            TypingEvent.class,
            PresenceEvent.class,
            AssetEvent.class,
            SettingsEvent.class,
            ReportEvent.class,
            RetentionEvent.class,
            AuditEvent.class);
    private static final Map<String, Class<?>> BY_NAME =
            all().collect(Collectors.toUnmodifiableMap(EventTypes::requireName, Function.identity()));

    private EventTypes() {}

    /** The permitted records of every stream's sealed interface. */
    public static Stream<Class<?>> all() {
        return STREAMS.stream().flatMap(EventTypes::records);
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventTypes::records)
                : Stream.of(type);
    }

    /** The class stored under that name, or null where the name is not an event's. */
    public static @Nullable Class<?> classOf(String name) {
        return BY_NAME.get(name);
    }

    private static String requireName(Class<?> type) {
        EventName name = type.getAnnotation(EventName.class);
        if (name == null) {
            throw new IllegalStateException(type + " is an event without an @EventName");
        }
        return name.value();
    }
}
