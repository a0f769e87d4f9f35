package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.conversation.MessageSent;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.eventstore.ReadOnlyEventStore;
import io.parley.protocol.ServerFrame;
import io.parley.system.SpanReceiver.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** What a server tells a collector of the messages that go through it. A server that stops sends what it still has. */
@ExtendWith(FramesChecked.class)
class TracesIT {
    private static final String SECRET = "zebra-" + UUID.randomUUID();
    private static final int AT_ONCE = 16;

    @TempDir
    private Path folder;

    private RunningServer traced(SpanReceiver receiver, String share, String... engines) throws IOException {
        return RunningServer.up(
                folder, List.of(engines), "parley.tracing.endpoint=" + receiver.url(), "parley.tracing.share=" + share);
    }

    private static Seen only(List<Seen> spans, String name) {
        List<Seen> found =
                spans.stream().filter(span -> span.name().equals(name)).toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private static List<Seen> inTrace(SpanReceiver receiver, Seen of) {
        return receiver.spans().stream()
                .filter(span -> span.trace().equals(of.trace()))
                .toList();
    }

    /** In one process, so by one clock. */
    private static void assertWithin(Seen inner, Seen outer) {
        assertThat(inner.parent()).as("%s in %s", inner, outer).isEqualTo(outer.id());
        assertThat(inner.start()).isGreaterThanOrEqualTo(outer.start());
        assertThat(inner.end()).isLessThanOrEqualTo(outer.end());
    }

    @Test
    void aMessageIsOneTraceFromItsFrameToItsPushesAndSoIsAnAcknowledgement() throws Exception {
        try (SpanReceiver receiver = SpanReceiver.open();
                RunningServer server = traced(receiver, "1")) {
            assertOneTrace(server, receiver);
        }
    }

    @Test
    void itIsOneTraceAlsoWherePushesGoThroughRedis() throws Exception {
        int port = RunningServer.freePort();
        RedisServer redis = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        try (SpanReceiver receiver = SpanReceiver.open();
                RunningServer server = traced(receiver, "1", "--redis", "redis://127.0.0.1:" + port)) {
            assertOneTrace(server, receiver);
        } finally {
            redis.stop();
        }
    }

    private void assertOneTrace(RunningServer server, SpanReceiver receiver) throws Exception {
        Person alice = Person.register(server, "alice");
        Person bob = Person.register(server, "bob");
        String talk = alice.with(bob);
        UUID mid = UUID.randomUUID();
        long seq;
        try (Socket a = alice.connect();
                Socket phone = bob.connect();
                Socket laptop = bob.onAnotherDevice().connect()) {
            seq = a.accepted(talk, mid, null, SECRET).seq();
            phone.message(mid);
            laptop.message(mid);
            phone.delivered(talk, seq);
            a.receipt(talk, bob.user(), seq, -1);
        }
        server.stop();

        Seen frame = receiver.spans().stream()
                .filter(span -> span.name().equals("send") && span.says("parley.mid", mid))
                .findFirst()
                .orElseThrow();
        assertThat(frame.isRoot()).isTrue();
        assertThat(frame.says("parley.seq", seq)).isTrue();
        List<Seen> message = inTrace(receiver, frame);
        Seen command = only(message, "SendMessages");
        Seen handled = only(message, "handle SendMessages");
        Seen shown = only(message, "view conversations");
        Seen pushed = only(message, "push entry");
        assertWithin(command, frame);
        assertThat(handled.parent()).isEqualTo(command.id());
        assertWithin(only(message, "append"), handled);
        assertThat(shown.parent()).isEqualTo(handled.id());
        assertThat(shown.says("parley.mid", mid) && shown.says("parley.seq", seq))
                .isTrue();
        assertThat(only(message, "view receipts").parent()).isEqualTo(handled.id());
        assertThat(pushed.parent()).isEqualTo(shown.id());
        assertThat(pushed.attributes())
                .containsEntry("parley.conversation", talk)
                .containsEntry("parley.seq", Long.toString(seq))
                .containsEntry("parley.sessions", "2");
        assertThat(message).hasSize(7);

        Seen acknowledged = receiver.spans().stream()
                .filter(span -> span.name().equals("AdvanceReceipts") && span.says("parley.conversation", talk))
                .findFirst()
                .orElseThrow();
        List<Seen> receipt = inTrace(receiver, acknowledged);
        assertThat(acknowledged.isRoot()).isTrue();
        assertThat(only(receipt, "handle AdvanceReceipts").parent()).isEqualTo(acknowledged.id());
        assertWithin(only(receipt, "append"), only(receipt, "handle AdvanceReceipts"));
        assertThat(only(receipt, "view receipts").parent())
                .isEqualTo(only(receipt, "handle AdvanceReceipts").id());
        assertThat(only(receipt, "push receipt").parent())
                .isEqualTo(only(receipt, "view receipts").id());

        assertThat(metaDataOf(MessageSent.class))
                .singleElement()
                .satisfies(metaData -> assertThat(metaData)
                        .containsEntry("traceparent", "00-" + frame.trace() + "-" + handled.id() + "-01"));
        assertThat(receiver.bytes())
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(sent)
                        .doesNotContain(
                                SECRET, Person.PASSWORD, alice.token(), bob.token(), alice.handle(), bob.handle()));
    }

    /** Which of them are in one command nobody can say beforehand. */
    @Test
    void everyFrameLeadsToItsCommandAlsoWhereSeveralAreInOne() throws Exception {
        try (SpanReceiver receiver = SpanReceiver.open();
                RunningServer server = traced(receiver, "1")) {
            Person alice = Person.register(server, "alice");
            Person bob = Person.register(server, "bob");
            String talk = alice.with(bob);
            try (Socket a = alice.connect();
                    Socket b = bob.connect()) {
                List<CompletableFuture<ServerFrame>> sending = new ArrayList<>();
                UUID last = null;
                for (int i = 0; i < AT_ONCE; i++) {
                    UUID mid = UUID.randomUUID();
                    sending.add(a.sending(talk, mid, last, SECRET + i));
                    last = mid;
                }
                sending.forEach(answer -> assertThat(Deadline.get(answer)).isInstanceOf(ServerFrame.Accepted.class));
                b.message(last);
            }
            server.stop();

            Map<String, List<Seen>> byName = receiver.spans().stream().collect(Collectors.groupingBy(Seen::name));
            List<Seen> commands = byName.get("SendMessages");
            assertThat(byName.get("send"))
                    .hasSize(AT_ONCE)
                    .allSatisfy(frame -> assertThat(commands)
                            .as("its own command, or the one that it has a link to")
                            .filteredOn(command -> command.parent().equals(frame.id())
                                    || frame.links().contains(command.id()))
                            .hasSize(1));
            assertThat(commands.stream()
                            .mapToInt(command ->
                                    Integer.parseInt(command.attributes().get("parley.entries")))
                            .sum())
                    .isEqualTo(AT_ONCE);
            assertThat(byName.get("push entry"))
                    .as("of all that a traced command sent")
                    .hasSize(AT_ONCE);
        }
    }

    @Test
    void whatIsNotSampledLeavesNoTraceInEvents() throws Exception {
        try (SpanReceiver receiver = SpanReceiver.open();
                RunningServer server = traced(receiver, "0")) {
            exchange(server);
            server.stop();

            assertThat(receiver.spans()).isEmpty();
            assertEventsAreAsEver();
        }
    }

    @Test
    void withoutTracesEventsAreAsEver() throws Exception {
        try (RunningServer server = RunningServer.up(folder)) {
            exchange(server);
            server.stop();

            assertEventsAreAsEver();
        }
    }

    private static void exchange(RunningServer server) {
        Person alice = Person.register(server, "alice");
        Person bob = Person.register(server, "bob");
        String talk = alice.with(bob);
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            long seq = a.say(talk, SECRET).seq();
            b.message(talk, seq);
            b.delivered(talk, seq);
            a.receipt(talk, bob.user(), seq, -1);
        }
    }

    private void assertEventsAreAsEver() {
        assertThat(metaDataOf(MessageSent.class))
                .singleElement()
                .satisfies(metaData -> assertThat(metaData)
                        .containsOnlyKeys("actor", "device", "edge", "session", "correlationId", "traceId"));
        assertThat(metaDataOf(ReceiptsAdvanced.class))
                .isNotEmpty()
                .allSatisfy(metaData -> assertThat(metaData).containsOnlyKeys("edge", "correlationId", "traceId"));
    }

    private List<Map<String, Object>> metaDataOf(Class<?> type) {
        try (ReadOnlyEventStore store = ReadOnlyEventStore.open(
                        folder.resolve("data").resolve("events"),
                        NamedEventSerializer.create(),
                        NoOpEventUpcaster.INSTANCE);
                Stream<TrackedEventMessage<?>> events = store.events(0)) {
            List<Map<String, Object>> found = new ArrayList<>();
            events.filter(event -> event.getPayloadType() == type)
                    .forEach(event -> found.add(Map.copyOf(event.getMetaData())));
            return found;
        }
    }
}
