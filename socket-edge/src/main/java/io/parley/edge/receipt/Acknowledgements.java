package io.parley.edge.receipt;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.parley.api.conversation.GetVisible;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.receipts.AdvanceReceipts;
import io.parley.api.receipts.AdvanceReceipts.Watermark;
import io.parley.api.trace.SpanKeys;
import io.parley.api.trace.Traces;
import io.parley.edge.request.Bus;
import io.parley.edge.session.Identity;
import io.parley.edge.session.Session;
import io.parley.edge.session.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * What the sessions of an edge acknowledge. Per conversation one command is in flight; what comes meanwhile is merged into the next one:
 * watermarks only rise, so the highest says it all. What cannot be recorded is tried again for a while, and is lost then: a client re-sends what its
 * next {@code synced} shows to be behind.
 */
public final class Acknowledgements implements Shown {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);

    private static final long BREATH_NANOS = 500_000;

    private final Bus bus;
    private final RetryTemplate retries;
    private final Map<String, String> metaData;
    private final Traces traces;
    private final String edge;
    private final Map<ConversationId, Map<UserId, Watermark>> waiting = new ConcurrentHashMap<>();
    private final LongAdder lost = new LongAdder();

    public Acknowledgements(Bus bus, RetryPolicy retries, Traces traces, String edge) {
        this.bus = bus;
        this.retries = new RetryTemplate(retries);
        this.metaData = Map.of("edge", edge);
        this.traces = traces;
        this.edge = edge;
    }

    /** Entries up to that seq are on the session's device. */
    public void delivered(Session session, ConversationId conversation, long upTo) {
        acknowledge(session, conversation, upTo, AdvanceReceipts.NONE);
    }

    /** The session's person saw the entries up to that seq. */
    public void read(Session session, ConversationId conversation, long upTo) {
        acknowledge(session, conversation, upTo, upTo);
    }

    @Override
    public void shown(Session session, ConversationId conversation, long seq) {
        Session.Progress progress = session.progress(conversation);
        Session.Progress.Claim claim = progress.shown(seq);
        if (claim != null && progress.acknowledge(claim.delivered(), claim.read())) {
            advance(conversation, watermark(session, claim.delivered(), claim.read()));
        }
    }

    /** How many could not be recorded since the start. */
    public long lost() {
        return lost.sum();
    }

    private void acknowledge(Session session, ConversationId conversation, long delivered, long read) {
        Session.Progress progress = session.knownProgress(conversation);
        if (progress != null && progress.wasShown(delivered)) {
            if (progress.acknowledge(delivered, read)) {
                advance(conversation, watermark(session, delivered, read));
            }
        } else {
            session.anyProgress(conversation).claim(new Session.Progress.Claim(delivered, read));
            session.requestOpened();
            Thread.startVirtualThread(() -> {
                try {
                    clipped(session, conversation, delivered, read);
                } finally {
                    session.requestEnded();
                }
            });
        }
    }

    /** This session was not shown that much: the views know how far the person may see. After a crash they may not know it yet; then it is pushed. */
    private void clipped(Session session, ConversationId conversation, long delivered, long read) {
        Identity identity = Objects.requireNonNull(session.identity());
        try {
            GetVisible query = new GetVisible(identity.user(), conversation);
            GetVisible.Visible visible =
                    Objects.requireNonNull(retries.execute(() -> bus.query(query, GetVisible.Visible.class)));
            OptionalLong upTo = visible.clip(delivered);
            if (upTo.isPresent()) {
                shown(session, conversation, upTo.getAsLong());
                long readUpTo = visible.clip(read).orElse(AdvanceReceipts.NONE);
                if (session.progress(conversation).acknowledge(upTo.getAsLong(), readUpTo)) {
                    advance(conversation, watermark(session, upTo.getAsLong(), readUpTo));
                }
            } else {
                LOG.atDebug()
                        .addKeyValue("session", session.id())
                        .log("An acknowledgement was in a conversation that the person may not see");
            }
        } catch (RetryException e) {
            lost.increment();
            LOG.atWarn()
                    .addKeyValue("session", session.id())
                    .setCause(e)
                    .log("An acknowledgement in {} was lost; it comes again with the next sync", conversation);
        }
    }

    private static Watermark watermark(Session session, long delivered, long read) {
        return new Watermark(Objects.requireNonNull(session.identity()).user(), delivered, read, session.sharesReads());
    }

    private void advance(ConversationId conversation, Watermark watermark) {
        boolean[] first = new boolean[1];
        waiting.compute(conversation, (any, held) -> {
            first[0] = held == null;
            Map<UserId, Watermark> merged = held == null ? new ConcurrentHashMap<>(1) : held;
            merged.merge(watermark.member(), watermark, Watermark::and);
            return merged;
        });
        if (first[0]) {
            Thread.startVirtualThread(() -> drain(conversation));
        }
    }

    /** Clients say delivered and read in one breath: a moment's wait makes one event of the two, and one for all who look. */
    private void drain(ConversationId conversation) {
        LockSupport.parkNanos(BREATH_NANOS);
        for (List<Watermark> batch = take(conversation); !batch.isEmpty(); batch = take(conversation)) {
            AdvanceReceipts command = AdvanceReceipts.in(conversation, batch);
            try {
                retries.execute(() -> bus.command(command, Object.class, metaData, span(command)));
            } catch (RetryException | RuntimeException e) {
                lost.add(batch.size());
                LOG.warn(
                        "{} acknowledgements in {} were lost; they come again with the next sync",
                        batch.size(),
                        conversation,
                        e);
            }
        }
    }

    /** Of one try. */
    private Span span(AdvanceReceipts command) {
        Span span = traces.first("AdvanceReceipts", SpanKind.CLIENT);
        if (span.isRecording()) {
            span.setAttribute(SpanKeys.EDGE, edge)
                    .setAttribute(SpanKeys.CONVERSATION, command.conversation().value())
                    .setAttribute(SpanKeys.ENTRIES, (long) command.entries().size());
        }
        return span;
    }

    private List<Watermark> take(ConversationId conversation) {
        List<Watermark> batch = new ArrayList<>(1);
        waiting.computeIfPresent(conversation, (any, held) -> {
            batch.addAll(held.values());
            held.clear();
            return batch.isEmpty() ? null : held;
        });
        return batch;
    }
}
