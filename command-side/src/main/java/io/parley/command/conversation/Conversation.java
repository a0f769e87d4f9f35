package io.parley.command.conversation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.parley.api.Refusal;
import io.parley.api.conversation.ChangeRetention;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.conversation.DirectCommand;
import io.parley.api.conversation.DirectCommand.AcceptRequest;
import io.parley.api.conversation.DirectCommand.BlockPeer;
import io.parley.api.conversation.DirectCommand.UnblockPeer;
import io.parley.api.conversation.DirectEvent;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.GroupCommand;
import io.parley.api.conversation.GroupCommand.AddMembers;
import io.parley.api.conversation.GroupCommand.AnswerInvitation;
import io.parley.api.conversation.GroupCommand.CreateGroup;
import io.parley.api.conversation.GroupCommand.LeaveGroup;
import io.parley.api.conversation.GroupCommand.PictureGroup;
import io.parley.api.conversation.GroupCommand.RemoveMember;
import io.parley.api.conversation.GroupCommand.RenameGroup;
import io.parley.api.conversation.GroupCommand.SetAdmin;
import io.parley.api.conversation.GroupEvent;
import io.parley.api.conversation.MessageChange;
import io.parley.api.conversation.MessageChange.MessageDeleted;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.OperatorCommand.ExpelMember;
import io.parley.api.conversation.OperatorCommand.WithdrawMessage;
import io.parley.api.conversation.Retention;
import io.parley.api.conversation.RetentionChanged;
import io.parley.api.conversation.SendMessages;
import io.parley.api.conversation.SendMessages.Outgoing;
import io.parley.api.conversation.SendOutcomes;
import io.parley.api.conversation.SendOutcomes.Accepted;
import io.parley.api.conversation.SendOutcomes.Refused;
import io.parley.api.conversation.SendOutcomes.SendOutcome;
import io.parley.api.conversation.StartDirect;
import io.parley.api.conversation.StartOutcome;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Who is in a conversation, and what was sent in it. Every event is an entry; its seq is the event's sequence number. */
@Revision("2")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class Conversation {
    /** A device that sent nothing here for as long is forgotten: its resends would not be recognised. */
    static final Duration REMEMBERED = Duration.ofDays(90);

    @AggregateIdentifier
    private @Nullable ConversationId id;

    private @Nullable Kind kind;
    private final Members members = new Members();
    private final Peers peers = new Peers();
    /** Who was silent for longest comes first. */
    private final LinkedHashMap<DeviceId, SentMessages> sentBy = new LinkedHashMap<>();

    private final Set<Long> deleted = new TreeSet<>();
    private Retention retention = Retention.FOREVER;

    enum Kind {
        DIRECT,
        GROUP
    }

    Conversation() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    StartOutcome start(StartDirect command, Clock clock) {
        if (command.by().equals(command.with())) {
            return new StartOutcome.Refused(Refusal.WITH_ONESELF);
        }
        boolean existed = id != null;
        if (!existed) {
            apply(new DirectStarted(command.conversation(), command.by(), command.with(), now(clock)));
        }
        return new StartOutcome.Started(command.conversation(), existed);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    SendOutcomes send(SendMessages command, Clock clock, StoredMessages stored, StartLimits limits) {
        List<SendOutcome> outcomes = new ArrayList<>(command.messages().size());
        MessageRules rules =
                new MessageRules(command.conversation(), members, peers, deleted, stored, limits.unanswered());
        Instant now = now(clock);
        for (Outgoing message : command.messages()) {
            outcomes.add(send(command, message, rules, now));
        }
        return new SendOutcomes(outcomes);
    }

    private SendOutcome send(SendMessages command, Outgoing message, MessageRules rules, Instant now) {
        if (!members.contains(command.user())) {
            return new Refused(message.mid(), Refusal.UNKNOWN_CONVERSATION, null);
        }
        SentMessages sent = sentBy.get(command.device());
        SentMessages.Sent before = sent == null ? null : sent.find(message.mid());
        if (before != null) {
            return new Accepted(message.mid(), before.seq(), before.time(), true);
        }
        Refusal refusal = rules.refusal(command.user(), message.content(), AggregateLifecycle.getVersion());
        if (refusal != null) {
            return new Refused(message.mid(), refusal, null);
        }
        if (sent == null) {
            return message.after() == null
                    ? accept(command, message, now)
                    : new Refused(message.mid(), Refusal.DEVICE_EXPIRED, null);
        }
        if (message.after() != null && !message.after().equals(sent.lastMid())) {
            return new Refused(message.mid(), Refusal.OUT_OF_ORDER, sent.lastMid());
        }
        return accept(command, message, now);
    }

    private Accepted accept(SendMessages command, Outgoing message, Instant now) {
        apply(Events.of(command, message, members, now));
        SentMessages.Sent sent =
                Objects.requireNonNull(sentBy.get(command.device())).last();
        return new Accepted(message.mid(), sent.seq(), sent.time(), false);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome create(CreateGroup command, Clock clock, GroupLimits limits) {
        return kind == null ? decide(command, clock, limits) : new ConversationOutcome.Refused(Refusal.GROUP_EXISTS);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome rename(RenameGroup command, Clock clock, GroupLimits limits) {
        return inGroup(command, clock, limits);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome picture(PictureGroup command, Clock clock, GroupLimits limits) {
        return inGroup(command, clock, limits);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome add(AddMembers command, Clock clock, GroupLimits limits) {
        return inGroup(command, clock, limits);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome remove(RemoveMember command, Clock clock, GroupLimits limits) {
        return inGroup(command, clock, limits);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome leave(LeaveGroup command, Clock clock, GroupLimits limits) {
        return inGroup(command, clock, limits);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome setAdmin(SetAdmin command, Clock clock, GroupLimits limits) {
        return inGroup(command, clock, limits);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome answer(AnswerInvitation command, Clock clock, GroupLimits limits) {
        return inGroup(command, clock, limits);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome block(BlockPeer command, Clock clock) {
        return betweenTwo(command, clock);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome unblock(UnblockPeer command, Clock clock) {
        return betweenTwo(command, clock);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome accept(AcceptRequest command, Clock clock) {
        return betweenTwo(command, clock);
    }

    private ConversationOutcome betweenTwo(DirectCommand command, Clock clock) {
        if (!members.contains(command.by())) {
            return new ConversationOutcome.Refused(Refusal.UNKNOWN_CONVERSATION);
        }
        if (kind != Kind.DIRECT) {
            return new ConversationOutcome.Refused(Refusal.NOT_DIRECT);
        }
        Optional<DirectEvent> event = new DirectRules(peers, now(clock)).decide(command);
        event.ifPresent(AggregateLifecycle::apply);
        return new ConversationOutcome.Done(event.isPresent());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome withdraw(WithdrawMessage command, Clock clock, StoredMessages stored) {
        MessageRules rules = new MessageRules(command.conversation(), members, peers, deleted, stored, 0);
        if (id == null || !rules.exists(command.target(), AggregateLifecycle.getVersion())) {
            return new ConversationOutcome.Refused(Refusal.UNKNOWN_MESSAGE);
        }
        apply(Events.of(command, now(clock)));
        return new ConversationOutcome.Done(true);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome expel(ExpelMember command, Clock clock, GroupLimits limits) {
        if (kind != Kind.GROUP) {
            return new ConversationOutcome.Refused(kind == null ? Refusal.UNKNOWN_CONVERSATION : Refusal.NOT_A_GROUP);
        }
        return outcome(new GroupRules(members, limits, now(clock)).expel(command));
    }

    /** The people of a conversation decide it: either of two, and in a group its admins. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome change(ChangeRetention command, Clock clock) {
        Refusal refusal = refusal(command.by());
        if (refusal != null) {
            return new ConversationOutcome.Refused(refusal);
        }
        boolean changes = !command.retention().equals(retention);
        if (changes) {
            apply(new RetentionChanged(command.conversation(), command.by(), command.retention(), now(clock)));
        }
        return new ConversationOutcome.Done(changes);
    }

    private @Nullable Refusal refusal(UserId deciding) {
        if (!members.contains(deciding)) {
            return Refusal.UNKNOWN_CONVERSATION;
        }
        if (kind == Kind.DIRECT) {
            return peers.isBlocking(deciding) ? Refusal.BLOCKED : null;
        }
        return members.isAdmin(deciding) ? null : Refusal.NOT_ADMIN;
    }

    private ConversationOutcome inGroup(GroupCommand command, Clock clock, GroupLimits limits) {
        if (kind == Kind.DIRECT) {
            return new ConversationOutcome.Refused(
                    members.contains(command.by()) ? Refusal.NOT_A_GROUP : Refusal.UNKNOWN_CONVERSATION);
        }
        return decide(command, clock, limits);
    }

    private ConversationOutcome decide(GroupCommand command, Clock clock, GroupLimits limits) {
        return outcome(new GroupRules(members, limits, now(clock)).decide(command));
    }

    private static ConversationOutcome outcome(GroupRules.Decision decision) {
        return switch (decision) {
            case GroupRules.Decision.Refused refused -> new ConversationOutcome.Refused(refused.refusal());
            case GroupRules.Decision.Happens happens -> {
                happens.events().forEach(AggregateLifecycle::apply);
                yield new ConversationOutcome.Done(!happens.events().isEmpty());
            }
        };
    }

    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @EventSourcingHandler
    void on(DirectStarted event) {
        id = event.conversation();
        kind = Kind.DIRECT;
        members.join(event.by());
        members.join(event.with());
        peers.started(event.with());
    }

    @EventSourcingHandler
    void on(MessageSent event, @SequenceNumber long seq) {
        remember(event.device(), event.mid(), seq, event.time());
        peers.wrote(event.from());
    }

    private void remember(DeviceId device, UUID mid, long seq, Instant time) {
        SentMessages sent = sentBy.getOrDefault(device, new SentMessages());
        sent.add(mid, seq, time);
        sentBy.putLast(device, sent);
        Instant forgotten = time.minus(REMEMBERED);
        while (sentBy.firstEntry().getValue().last().time().isBefore(forgotten)) {
            sentBy.pollFirstEntry();
        }
    }

    /** Axon takes a handler of any object before one of an interface. */
    @EventSourcingHandler
    void on(Object event, @SequenceNumber long seq, @SourceId @Nullable String stream) {
        switch (event) {
            case GroupEvent group -> {
                id = group.conversation();
                kind = Kind.GROUP;
                members.on(group);
            }
            case DirectEvent direct -> peers.on(direct);
            case RetentionChanged changed -> retention = changed.retention();
            case MessageChange change -> {
                remember(change.device(), change.mid(), seq, change.time());
                if (change instanceof MessageDeleted) {
                    deleted.add(change.target());
                }
            }
            default -> foreign(Objects.requireNonNull(stream));
        }
    }

    /** A client asked for the stream of something else as if it were a conversation: nobody is in it. */
    private void foreign(String stream) {
        id = new ConversationId(stream);
    }
}
