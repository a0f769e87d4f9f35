package io.parley.command.conversation;

import io.parley.api.Refusal;
import io.parley.api.Sealed;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.SendMessages;
import io.parley.api.conversation.SendMessages.Message;
import io.parley.api.conversation.SendMessages.Outgoing;
import io.parley.api.conversation.SendOutcomes;
import io.parley.api.conversation.SendOutcomes.SendOutcome;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the tests of conversations are about. */
public final class ConversationSamples {
    public static final UserId ALICE = new UserId("0197f2a0-0000-7000-8000-00000000000a");
    public static final UserId BOB = new UserId("0197f2a0-0000-7000-8000-00000000000b");
    public static final UserId MALLORY = new UserId("0197f2a0-0000-7000-8000-00000000000c");
    public static final DeviceId PHONE = new DeviceId("0197f2a0-0000-7000-8000-0000000000d1");
    public static final DeviceId LAPTOP = new DeviceId("0197f2a0-0000-7000-8000-0000000000d2");
    public static final ConversationId DIRECT = ConversationId.direct(ALICE, BOB);
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");

    /** Shows microseconds, which events must not. */
    public static final Clock CLOCK = Clock.fixed(NOW.plusNanos(456_789), ZoneOffset.UTC);

    /** Three messages without an answer. */
    static final StartLimits FEW_UNANSWERED = new StartLimits(60, 20, Duration.ofHours(24), 3);

    static final StartLimits LIMITS = new StartLimits(60, 20, Duration.ofHours(24), Integer.MAX_VALUE);

    private ConversationSamples() {}

    public static UUID mid(int number) {
        return new UUID(0x7000, number);
    }

    public static Sealed body(UUID mid) {
        return new Sealed("key", "nonce", mid.toString());
    }

    public static DirectStarted started() {
        return new DirectStarted(DIRECT, ALICE, BOB, NOW);
    }

    public static MessageSent sent(DeviceId device, int mid) {
        return sent(device, mid, NOW);
    }

    public static MessageSent sent(DeviceId device, int mid, Instant at) {
        return new MessageSent(DIRECT, mid(mid), ALICE, device, body(mid(mid)), at);
    }

    /** Not chained. */
    public static Outgoing outgoing(int mid) {
        return new Outgoing(mid(mid), null, new Message(body(mid(mid))));
    }

    public static Outgoing chained(int mid, int after) {
        return new Outgoing(mid(mid), mid(after), new Message(body(mid(mid))));
    }

    public static SendMessages send(DeviceId device, Outgoing... messages) {
        return send(ALICE, device, messages);
    }

    public static SendMessages send(UserId user, DeviceId device, Outgoing... messages) {
        return new SendMessages(DIRECT, user, device, List.of(messages));
    }

    public static SendOutcomes outcomes(SendOutcome... outcomes) {
        return new SendOutcomes(List.of(outcomes));
    }

    public static SendOutcomes.Accepted accepted(int mid, long seq) {
        return new SendOutcomes.Accepted(mid(mid), seq, NOW, false);
    }

    public static SendOutcomes.Accepted duplicate(int mid, long seq) {
        return new SendOutcomes.Accepted(mid(mid), seq, NOW, true);
    }

    public static SendOutcomes.Refused refused(int mid, Refusal refusal, @Nullable Integer lastAccepted) {
        return new SendOutcomes.Refused(mid(mid), refusal, lastAccepted == null ? null : mid(lastAccepted));
    }
}
