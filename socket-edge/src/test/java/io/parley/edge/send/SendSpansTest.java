package io.parley.edge.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.parley.api.conversation.SendMessages;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.api.trace.SpanKeys;
import io.parley.api.trace.Traces;
import io.parley.protocol.ClientFrame.Send;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.ServerFrame;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendSpansTest {
    private static final SendMessages COMMAND = new SendMessages(
            new ConversationId("talk"),
            UserId.create(),
            DeviceId.create(),
            List.of(new SendMessages.Outgoing(UUID.randomUUID(), null, new SendMessages.Deletion(1, null))));

    private final InMemorySpanExporter ended = InMemorySpanExporter.create();
    private final SdkTracerProvider tracers = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(ended))
            .build();
    private final SendSpans spans = new SendSpans(Traces.by(tracers.get("test")), "edge");
    private final SendSpans off = new SendSpans(Traces.off(), "edge");

    @AfterEach
    void close() {
        tracers.close();
    }

    private static Lane.Taken taken(SendSpans by, String id) {
        Send send = new Send(id, "talk", new UUID(0, id.charAt(0)), null, "a secret");
        return new Lane.Taken(send, 0, by.received("session", send));
    }

    private static ServerFrame accepted(Lane.Taken taken, long seq) {
        return new ServerFrame.Accepted(taken.send().id(), "talk", taken.send().mid(), seq, Instant.EPOCH, null);
    }

    private SpanData ended(Span span) {
        return ended.getFinishedSpanItems().stream()
                .filter(one -> one.getSpanContext().equals(span.getSpanContext()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCommandIsInTheTraceOfItsFirstSampledFrameAndTheOthersHaveALinkToIt() {
        Lane.Taken unsampled = taken(off, "1");
        Lane.Taken first = taken(spans, "2");
        Lane.Taken second = taken(spans, "3");
        List<Lane.Taken> batch = List.of(unsampled, first, second);
        Span command = spans.commanded(COMMAND, batch);
        command.end();
        for (Lane.Taken taken : batch) {
            spans.answered(taken.span(), accepted(taken, 7));
        }

        assertThat(ended.getFinishedSpanItems()).hasSize(3);
        assertThat(ended(command).getParentSpanContext()).isEqualTo(first.span().getSpanContext());
        assertThat(ended(command).getAttributes().get(SpanKeys.ENTRIES)).isEqualTo(3);
        assertThat(ended(first.span()).getParentSpanContext().isValid()).isFalse();
        assertThat(ended(first.span()).getLinks()).isEmpty();
        assertThat(ended(first.span()).getAttributes().get(SpanKeys.SEQ)).isEqualTo(7);
        assertThat(ended(second.span()).getTraceId())
                .isNotEqualTo(ended(command).getTraceId());
        assertThat(ended(second.span()).getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext()).isEqualTo(command.getSpanContext()));
    }

    @Test
    void aCommandWithoutASampledFrameHasNoSpanAndNothingToPassOn() {
        Span command = spans.commanded(COMMAND, List.of(taken(off, "1"), taken(off, "2")));

        assertThat(command).isSameAs(Span.getInvalid());
        assertThat(Traces.contextOf(command)).isNull();
    }

    @Test
    void aRefusalIsTheClientsAndAFailureIsOurs() {
        Lane.Taken refused = taken(spans, "1");
        Lane.Taken failed = taken(spans, "2");
        spans.answered(refused.span(), ServerFrame.Error.of("1", ErrorCode.OUT_OF_ORDER));
        spans.answered(failed.span(), ServerFrame.Error.of("2", ErrorCode.UNAVAILABLE));

        assertThat(ended(refused.span()).getAttributes().get(SpanKeys.CODE)).isEqualTo("out_of_order");
        assertThat(ended(refused.span()).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(ended(failed.span()).getAttributes().get(SpanKeys.CODE)).isEqualTo("unavailable");
        assertThat(ended(failed.span()).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }
}
