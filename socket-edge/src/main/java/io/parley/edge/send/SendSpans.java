package io.parley.edge.send;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.parley.api.conversation.SendMessages;
import io.parley.api.trace.SpanKeys;
import io.parley.api.trace.Traces;
import io.parley.protocol.ClientFrame.Send;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.ServerFrame;
import java.util.List;

/**
 * The spans of sends: one from a frame to its answer, where the frame is sampled, and one for a command with any of those. The command is in the
 * trace of its first sampled frame; the spans of its others have a link to it. Thread-safe.
 */
public final class SendSpans {
    private final Traces traces;
    private final String edge;

    public SendSpans(Traces traces, String edge) {
        this.traces = traces;
        this.edge = edge;
    }

    Span received(String session, Send send) {
        Span span = traces.first("send", SpanKind.SERVER);
        if (span.isRecording()) {
            span.setAttribute(SpanKeys.SESSION, session)
                    .setAttribute(SpanKeys.EDGE, edge)
                    .setAttribute(SpanKeys.CONVERSATION, send.conversation())
                    .setAttribute(SpanKeys.MID, send.mid().toString());
        }
        return span;
    }

    Span commanded(SendMessages command, List<Lane.Taken> batch) {
        Span span = Span.getInvalid();
        for (Lane.Taken taken : batch) {
            if (!taken.span().isRecording()) {
                continue;
            }
            if (span.isRecording()) {
                taken.span().addLink(span.getSpanContext());
            } else {
                span = traces.within(taken.span(), "SendMessages", SpanKind.CLIENT)
                        .setAttribute(
                                SpanKeys.CONVERSATION, command.conversation().value())
                        .setAttribute(SpanKeys.ENTRIES, (long) batch.size());
            }
        }
        return span;
    }

    void answered(Span span, ServerFrame answer) {
        if (!span.isRecording()) {
            return;
        }
        switch (answer) {
            case ServerFrame.Accepted accepted -> span.setAttribute(SpanKeys.SEQ, accepted.seq());
            case ServerFrame.Error refused -> {
                span.setAttribute(SpanKeys.CODE, refused.code());
                if (isOurs(refused.code())) {
                    span.setStatus(StatusCode.ERROR);
                }
            }
            default -> throw new IllegalStateException(answer + " is no answer to a send");
        }
        span.end();
    }

    private static boolean isOurs(String code) {
        return code.equals(ErrorCode.UNAVAILABLE.code()) || code.equals(ErrorCode.INTERNAL.code());
    }
}
