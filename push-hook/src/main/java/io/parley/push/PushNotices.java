package io.parley.push;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.SyncInbox;
import io.parley.api.conversation.SyncInbox.Head;
import io.parley.api.conversation.SyncInbox.Standing;
import io.parley.api.conversation.SyncInbox.Synced;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.presence.WentOffline;
import io.parley.api.problem.Answers;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.api.receipts.ReceiptsAdvanced.Moved;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.conversation.ConversationStates;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.queryhandling.QueryGateway;

/**
 * What is told, and when: of a message when it is sent, to whoever is absent then; of everything that waits when somebody goes who did not
 * get it, since a connection may be dead for a while before it ends; and of what was told, when it is read.
 */
public final class PushNotices {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int CONVERSATIONS_WHEN_GONE = 50;

    private final ConversationStates states;
    private final Views views;
    private final Absent absent;
    private final QueryGateway queries;
    private final Webhook webhook;

    PushNotices(ConversationStates states, Views views, Absent absent, QueryGateway queries, Webhook webhook) {
        this.states = states;
        this.views = views;
        this.absent = absent;
        this.queries = queries;
        this.webhook = webhook;
    }

    @EventHandler
    void on(ConversationEvent event, @SequenceNumber long seq, ViewBatch batch) {
        if (!(event instanceof MessageSent sent)) {
            states.follow(event, seq, batch);
            return;
        }
        List<UserId> others = states.fold(event, seq, batch).audienceOf(seq).stream()
                .filter(user -> !user.equals(sent.from()))
                .toList();
        tell(others, sent.conversation(), seq, Set.copyOf(sent.mentions()), sent.time(), batch);
    }

    private void tell(
            Collection<UserId> users,
            ConversationId conversation,
            long seq,
            Set<UserId> mentioned,
            Instant time,
            ViewBatch batch) {
        List<Absent.Device> devices = absent.toTell(users, conversation, seq, mentioned, time);
        webhook.send(devices.stream()
                .map(device -> new Notice(
                        Notice.WAITING,
                        time,
                        new Notice.Data(
                                device.user().value(),
                                device.id(),
                                conversation.value(),
                                seq,
                                mentioned.contains(device.user()) ? true : null)))
                .toList());
        devices.stream().map(Absent.Device::user).distinct().forEach(user -> told(conversation, user, seq, batch));
    }

    private static void told(ConversationId conversation, UserId user, long seq, ViewBatch batch) {
        String key = Keys.noticed(conversation, user);
        batch.change(View.NOTICED, key).max("n", seq);
        batch.hold(key, seq);
    }

    /** The newest message of which the person's devices were told; -1 for none. */
    private long told(ConversationId conversation, UserId user, ViewBatch batch) {
        String key = Keys.noticed(conversation, user);
        return batch.held(key) instanceof Long seq
                ? seq
                : views.find(View.NOTICED, key)
                        .map(noticed -> noticed.getLong("n"))
                        .orElse(-1L);
    }

    @EventHandler
    void on(ReceiptsAdvanced event, ViewBatch batch) {
        for (Moved moved : event.moved()) {
            if (moved.readMoved() && isCleared(told(event.conversation(), moved.member(), batch), moved)) {
                webhook.send(absent.devices(List.of(moved.member())).stream()
                        .map(device -> new Notice(
                                Notice.CLEARED,
                                event.time(),
                                new Notice.Data(
                                        device.user().value(),
                                        device.id(),
                                        event.conversation().value(),
                                        moved.read(),
                                        null)))
                        .toList());
            }
        }
    }

    private static boolean isCleared(long told, Moved moved) {
        return told > moved.readBefore() && told <= moved.read();
    }

    @EventHandler
    void on(WentOffline event, ViewBatch batch) {
        UserId user = event.user();
        if (!absent.isAbsent(user)) {
            return;
        }
        Synced inbox = Answers.await(
                queries.query(new SyncInbox(user, null, null, CONVERSATIONS_WHEN_GONE), Synced.class), DEADLINE);
        for (Head head : inbox.heads()) {
            ConversationId conversation = head.conversation();
            if (head.standing() == Standing.MEMBER
                    && head.unread() > 0
                    && told(conversation, user, batch) < head.seq()) {
                boolean mentioned = Objects.requireNonNullElse(head.mentioned(), -1L) > told(conversation, user, batch);
                tell(
                        List.of(user),
                        conversation,
                        head.seq(),
                        mentioned ? Set.of(user) : Set.of(),
                        event.lastSeen(),
                        batch);
            }
        }
    }
}
