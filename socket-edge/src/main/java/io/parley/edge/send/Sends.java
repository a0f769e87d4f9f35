package io.parley.edge.send;

import io.parley.api.Refusal;
import io.parley.api.conversation.SendMessages;
import io.parley.api.conversation.SendMessages.Outgoing;
import io.parley.api.conversation.SendOutcomes;
import io.parley.api.id.ConversationId;
import io.parley.edge.request.Bus;
import io.parley.edge.session.Identity;
import io.parley.edge.session.Session;
import io.parley.edge.session.Shown;
import io.parley.edge.typing.Typing;
import io.parley.protocol.ClientFrame.Send;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.ServerFrame;
import io.parley.sealing.ErasedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that one session sends. Per conversation one command is in flight; what arrives meanwhile goes into the next one as a
 * batch. There is no timer: an idle system adds no wait, a busy one batches by itself.
 */
public final class Sends {
    private static final Logger LOG = LoggerFactory.getLogger(Sends.class);

    private final Session session;
    private final Bus bus;
    private final Contents contents;
    private final Typing typing;
    private final SendMetrics metrics;
    private final SendSpans spans;
    private final Shown shown;
    private final String edge;
    private final Map<ConversationId, Lane> lanes = new HashMap<>(1);

    public Sends(
            Session session,
            Bus bus,
            Contents contents,
            Typing typing,
            SendMetrics metrics,
            SendSpans spans,
            Shown shown,
            String edge) {
        this.session = session;
        this.bus = bus;
        this.contents = contents;
        this.typing = typing;
        this.metrics = metrics;
        this.spans = spans;
        this.shown = shown;
        this.edge = edge;
    }

    /** Takes a message to be answered later; refused at once where too many are unanswered already. */
    public void send(Send send) {
        ConversationId conversation = new ConversationId(send.conversation());
        Lane.Taken taken = new Lane.Taken(send, System.nanoTime(), spans.received(session.id(), send));
        Lane.Entry entry;
        synchronized (lanes) {
            entry = lanes.computeIfAbsent(conversation, any -> new Lane()).enter(taken);
        }
        switch (entry) {
            case FIRST -> Thread.startVirtualThread(() -> drain(conversation));
            case BEHIND -> {}
            case FULL -> {
                ServerFrame.Error refused = ServerFrame.Error.of(send.id(), ErrorCode.TOO_MANY_UNANSWERED);
                count(taken, refused);
                session.reply(refused);
            }
        }
    }

    private void drain(ConversationId conversation) {
        for (List<Lane.Taken> batch = next(conversation); !batch.isEmpty(); batch = next(conversation)) {
            execute(conversation, batch);
        }
    }

    /** The messages of the next command; with none, the lane is given up. */
    private List<Lane.Taken> next(ConversationId conversation) {
        synchronized (lanes) {
            List<Lane.Taken> batch =
                    Objects.requireNonNull(lanes.get(conversation)).next();
            if (batch.isEmpty()) {
                lanes.remove(conversation);
            }
            return batch;
        }
    }

    private void execute(ConversationId conversation, List<Lane.Taken> batch) {
        List<? extends ServerFrame> answers = answers(conversation, batch);
        synchronized (lanes) {
            Objects.requireNonNull(lanes.get(conversation)).answered();
        }
        for (int i = 0; i < answers.size(); i++) {
            count(batch.get(i), answers.get(i));
        }
        session.replyHere(answers);
        if (answers.stream().anyMatch(ServerFrame.Accepted.class::isInstance)) {
            typing.sent(session, conversation);
        }
    }

    private void count(Lane.Taken taken, ServerFrame answer) {
        switch (answer) {
            case ServerFrame.Accepted accepted -> metrics.accepted(taken.at(), accepted.duplicate() != null);
            case ServerFrame.Error refused -> metrics.refused(refused.code());
            default -> throw new IllegalStateException(answer + " is no answer to a send");
        }
        spans.answered(taken.span(), answer);
    }

    /** One for each, in their order. */
    private List<? extends ServerFrame> answers(ConversationId conversation, List<Lane.Taken> batch) {
        Identity identity = Objects.requireNonNull(session.identity());
        try {
            List<Outgoing> messages = new ArrayList<>(batch.size());
            for (Lane.Taken taken : batch) {
                Send send = taken.send();
                messages.add(new Outgoing(send.mid(), send.after(), contents.of(identity.user(), send)));
            }
            SendMessages command = new SendMessages(conversation, identity.user(), identity.device(), messages);
            SendOutcomes outcomes =
                    bus.command(command, SendOutcomes.class, metaData(identity), spans.commanded(command, batch));
            List<ServerFrame> answers = new ArrayList<>(batch.size());
            for (int i = 0; i < batch.size(); i++) {
                answers.add(answer(
                        conversation, batch.get(i).send(), outcomes.outcomes().get(i)));
            }
            return answers;
        } catch (ErasedException e) { // this log-in is about to end
            return refuse(batch, ErrorCode.TOKEN_INVALID);
        } catch (Bus.NotFound e) {
            return refuse(batch, ErrorCode.UNKNOWN_CONVERSATION);
        } catch (Bus.Unavailable e) {
            LOG.atWarn()
                    .addKeyValue("session", session.id())
                    .setCause(e)
                    .log("Sending to {} failed; {} messages are answered 'unavailable'", conversation, batch.size());
            return refuse(batch, ErrorCode.UNAVAILABLE);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("session", session.id())
                    .setCause(e)
                    .log("Sending to {} broke; {} messages are answered 'internal'", conversation, batch.size());
            return refuse(batch, ErrorCode.INTERNAL);
        }
    }

    private static List<ServerFrame.Error> refuse(List<Lane.Taken> batch, ErrorCode code) {
        return batch.stream()
                .map(taken -> ServerFrame.Error.of(taken.send().id(), code))
                .toList();
    }

    private Map<String, String> metaData(Identity identity) {
        return Map.of(
                "actor", identity.user().value(),
                "device", identity.device().value(),
                "edge", edge,
                "session", session.id());
    }

    private ServerFrame answer(ConversationId conversation, Send send, SendOutcomes.SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcomes.Accepted accepted -> {
                shown.shown(session, conversation, accepted.seq());
                yield new ServerFrame.Accepted(
                        send.id(),
                        send.conversation(),
                        accepted.mid(),
                        accepted.seq(),
                        accepted.time(),
                        accepted.duplicate() ? Boolean.TRUE : null);
            }
            case SendOutcomes.Refused refused -> {
                ErrorCode code = code(refused.refusal());
                yield new ServerFrame.Error(
                        send.id(), code.code(), code.sentence(), code.retryable(), null, refused.lastAccepted());
            }
        };
    }

    private static ErrorCode code(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_CONVERSATION -> ErrorCode.UNKNOWN_CONVERSATION;
            case OUT_OF_ORDER -> ErrorCode.OUT_OF_ORDER;
            case ATTACHMENT_REFUSED -> ErrorCode.ATTACHMENT_REFUSED;
            case UNKNOWN_MESSAGE -> ErrorCode.UNKNOWN_MESSAGE;
            case NOT_AUTHOR -> ErrorCode.NOT_AUTHOR;
            case TOO_MANY_MEMBERS -> ErrorCode.TOO_MANY_MEMBERS;
            case AWAITING_ANSWER -> ErrorCode.AWAITING_ANSWER;
            case BLOCKED -> ErrorCode.BLOCKED;
            case DEVICE_EXPIRED -> ErrorCode.DEVICE_EXPIRED;
            default -> throw new IllegalStateException(refusal + " is no answer to a send");
        };
    }
}
