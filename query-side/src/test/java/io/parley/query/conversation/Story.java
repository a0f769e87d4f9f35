package io.parley.query.conversation;

import io.parley.api.Sealed;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.ReceiptsId;
import io.parley.api.id.UserId;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.api.receipts.ReceiptsAdvanced.Moved;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Writes the events of one direct conversation, as its aggregates would. */
final class Story {
    public static final Instant START = Instant.parse("2026-11-24T12:00:00.123Z");

    private final UserId one;
    private final UserId other;
    private final ConversationId conversation;
    private long seq = -1;
    private long receiptsSeq = -1;

    public Story() {
        this(UserId.create(), UserId.create());
    }

    public Story(UserId one, UserId other) {
        this.one = one;
        this.other = other;
        this.conversation = ConversationId.direct(one, other);
    }

    public UserId one() {
        return one;
    }

    public UserId other() {
        return other;
    }

    public ConversationId conversation() {
        return conversation;
    }

    /** Of the newest entry. */
    public long seq() {
        return seq;
    }

    public static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    public DomainEventMessage<?> started() {
        return entry(new DirectStarted(conversation, one, other, at(0)));
    }

    /** Sent as many seconds after the start as its seq says. */
    public DomainEventMessage<?> message(UserId from) {
        UUID mid = UUID.randomUUID();
        Sealed body = new Sealed("key", "nonce", mid.toString());
        return entry(new MessageSent(conversation, mid, from, new DeviceId("device-of-" + from), body, at(seq + 1)));
    }

    private DomainEventMessage<?> entry(ConversationEvent event) {
        return new GenericDomainEventMessage<>("Conversation", conversation.value(), ++seq, event);
    }

    /** @param seconds after the start */
    public DomainEventMessage<?> receipts(long seconds, Moved... moved) {
        return new GenericDomainEventMessage<>(
                "Receipts",
                ReceiptsId.of(conversation).value(),
                ++receiptsSeq,
                new ReceiptsAdvanced(conversation, List.of(moved), at(seconds)));
    }
}
