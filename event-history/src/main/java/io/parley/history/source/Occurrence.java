package io.parley.history.source;

import io.parley.api.EventName;
import io.parley.api.MetaDataKeys;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * One event where it stands.
 *
 * @param stored when the store took it
 * @param aggregate null for an event of no aggregate; {@code seq} is -1 then
 * @param actor and {@code device}: who asked for it, where that is known
 */
public record Occurrence(
        long position,
        String id,
        Instant stored,
        Object payload,
        @Nullable String aggregate,
        long seq,
        @Nullable String actor,
        @Nullable String device) {

    static Occurrence of(TrackedEventMessage<?> event) {
        return of(event, event.trackingToken().position().orElseThrow());
    }

    /** @param position 0 where it is not known */
    static Occurrence of(EventMessage<?> event, long position) {
        DomainEventMessage<?> domain = event instanceof DomainEventMessage<?> numbered ? numbered : null;
        return new Occurrence(
                position,
                event.getIdentifier(),
                event.getTimestamp(),
                event.getPayload(),
                domain == null ? null : domain.getAggregateIdentifier(),
                domain == null ? -1 : domain.getSequenceNumber(),
                (String) event.getMetaData().get(MetaDataKeys.ACTOR),
                (String) event.getMetaData().get(MetaDataKeys.DEVICE));
    }

    /** As it is stored, {@code conversation.MessageSent}. */
    public String type() {
        EventName name = payload.getClass().getAnnotation(EventName.class);
        return name == null ? payload.getClass().getName() : name.value();
    }

    /** Without the subject in front, {@code MessageSent}. */
    public String shortType() {
        String type = type();
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
