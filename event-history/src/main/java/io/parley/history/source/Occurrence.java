package io.parley.history.source;

import io.parley.api.EventName;
import io.parley.api.MetaDataKeys;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * One event where it stands; what of it is not asked for is not deserialized.
 *
 * @param position 0 where it was read from its aggregate
 */
public record Occurrence(long position, EventMessage<?> message) {
    static Occurrence of(TrackedEventMessage<?> event) {
        return new Occurrence(event.trackingToken().position().orElseThrow(), event);
    }

    public String id() {
        return message.getIdentifier();
    }

    /** When the store took it. */
    public Instant stored() {
        return message.getTimestamp();
    }

    public Object payload() {
        return message.getPayload();
    }

    /** Null for an event of no aggregate. */
    public @Nullable String aggregate() {
        return message instanceof DomainEventMessage<?> domain ? domain.getAggregateIdentifier() : null;
    }

    /** In its aggregate; -1 where it is of none. */
    public long seq() {
        return message instanceof DomainEventMessage<?> domain ? domain.getSequenceNumber() : -1;
    }

    /** Who asked for it, where that is known. */
    public @Nullable String actor() {
        return (String) message.getMetaData().get(MetaDataKeys.ACTOR);
    }

    /** Which device asked for it, where that is known. */
    public @Nullable String device() {
        return (String) message.getMetaData().get(MetaDataKeys.DEVICE);
    }

    /** Where it happened; empty where there was but one region. */
    public String region() {
        return (String) message.getMetaData().getOrDefault(MetaDataKeys.REGION, "");
    }

    /** As it is stored, {@code conversation.MessageSent}. */
    public String type() {
        EventName name = payload().getClass().getAnnotation(EventName.class);
        return name == null ? payload().getClass().getName() : name.value();
    }

    /** Without the subject in front, {@code MessageSent}. */
    public String shortType() {
        String type = type();
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
