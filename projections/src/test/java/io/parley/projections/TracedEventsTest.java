package io.parley.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.parley.api.MetaDataKeys;
import io.parley.api.receipts.ReceiptsAdvanced.Moved;
import io.parley.api.trace.SpanKeys;
import io.parley.api.trace.Traces;
import io.parley.delivery.Announcement;
import io.parley.projections.view.View;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that follow from a span, through the processing groups as the server runs them. */
class TracedEventsTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final ProjectionOptions OPTIONS =
            new ProjectionOptions(ProjectionsConfiguration.GROUPS, 2, 64, 2, Duration.ofSeconds(10));
    private static final long NONE = -1;

    @TempDir
    private Path folder;

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider tracers = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final Story story = new Story();
    private RunningProjections projections;
    private final CheckingAnnouncer announcer = new CheckingAnnouncer(() -> projections.database());

    @BeforeEach
    void open() {
        start(Clock.systemUTC());
    }

    private void start(Clock clock) {
        projections = new RunningProjections(folder, OPTIONS, announcer, Traces.by(tracers.get("test")), clock);
        projections.start();
    }

    @AfterEach
    void close() {
        projections.close();
        tracers.close();
    }

    private static DomainEventMessage<?> traced(DomainEventMessage<?> event) {
        return event.andMetaData(Map.of(MetaDataKeys.TRACE, "00-" + TRACE + "-" + PARENT + "-01"));
    }

    private List<SpanData> views(String group) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("view " + group))
                .toList();
    }

    @Test
    void onlyWhatFollowsFromASpanHasOneAndAnnouncesIt() {
        projections.publish(List.of(
                story.started(),
                story.message(story.one()),
                traced(story.message(story.one())),
                story.message(story.other()),
                traced(story.receipts(10, new Moved(story.other(), NONE, 2, NONE, 1, true)))));
        projections.catchUp();

        SpanData message = views("conversations").getFirst();
        assertThat(views("conversations")).hasSize(1);
        assertThat(message.getTraceId()).isEqualTo(TRACE);
        assertThat(message.getParentSpanId()).isEqualTo(PARENT);
        assertThat(message.getAttributes().get(SpanKeys.SEQ)).isEqualTo(2);
        assertThat(message.getAttributes().get(SpanKeys.CONVERSATION))
                .isEqualTo(story.conversation().value());
        assertThat(views("receipts")).hasSize(2);
        assertThat(announcer.announced())
                .filteredOn(Announcement.EntryAdded.class::isInstance)
                .extracting(Announcement::trace)
                .containsExactly(null, null, "00-" + TRACE + "-" + message.getSpanId() + "-01", null);
        assertThat(announcer.announced())
                .filteredOn(Announcement.ReceiptsMoved.class::isInstance)
                .singleElement()
                .satisfies(moved -> assertThat(moved.trace())
                        .startsWith("00-" + TRACE)
                        .isIn(views("receipts").stream()
                                .map(span -> "00-" + TRACE + "-" + span.getSpanId() + "-01")
                                .toList()));
    }

    @Test
    void aBatchThatCannotBeWrittenEndsItsSpansAsFailedAndTheNextTryHasItsOwn() {
        projections.publish(List.of(story.started()));
        projections.catchUp();
        projections.watched().fail(View.HEADS.collection());
        projections.publish(List.of(traced(story.message(story.one()))));
        await().untilAsserted(() -> assertThat(views("conversations"))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR)));
        projections.watched().heal();
        projections.catchUp();

        assertThat(views("conversations").getLast().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void whatIsReplayedLongAfterwardsHasNone() {
        projections.close();
        start(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
        projections.publish(List.of(story.started(), traced(story.message(story.one()))));
        projections.catchUp();

        assertThat(spans.getFinishedSpanItems()).isEmpty();
        assertThat(announcer.announced())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.trace()).isNull());
    }
}
