package io.parley.edge.push;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.parley.api.id.ConversationId;
import io.parley.api.trace.SpanKeys;
import io.parley.api.trace.Traces;
import io.parley.delivery.Announcement;

/** A span for each announcement that follows from one: until it is queued to the sessions of the edge. Thread-safe. */
public final class PushSpans {
    private final Traces traces;
    private final String edge;

    public PushSpans(Traces traces, String edge) {
        this.traces = traces;
        this.edge = edge;
    }

    Span of(Announcement.EntryAdded entry) {
        Span span = start("push entry", entry, entry.conversation());
        return span.isRecording()
                ? span.setAttribute(SpanKeys.SEQ, entry.entry().seq())
                : span;
    }

    Span of(Announcement.ReceiptsMoved receipts) {
        return start("push receipt", receipts, receipts.conversation());
    }

    private Span start(String name, Announcement announcement, ConversationId conversation) {
        Span span = traces.after(announcement.trace(), name, SpanKind.CONSUMER);
        return span.isRecording()
                ? span.setAttribute(SpanKeys.EDGE, edge).setAttribute(SpanKeys.CONVERSATION, conversation.value())
                : span;
    }
}
