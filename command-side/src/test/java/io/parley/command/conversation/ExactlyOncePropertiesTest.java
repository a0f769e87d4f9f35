package io.parley.command.conversation;

import static io.parley.command.conversation.ConversationSamples.CLOCK;
import static io.parley.command.conversation.ConversationSamples.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.Refusal;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.SendMessages;
import io.parley.api.conversation.SendMessages.Message;
import io.parley.api.conversation.SendMessages.Outgoing;
import io.parley.api.conversation.SendOutcomes;
import io.parley.api.conversation.StartDirect;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.api.serialization.NamedEventSerializer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** Clients that keep the protocol, on a network that loses answers, repeats batches and delivers them late. */
class ExactlyOncePropertiesTest {
    private static final int WINDOW = 16;

    private static Configuration axon;

    @BeforeContainer
    static void start() {
        System.setProperty("axoniq.update-checker.disabled", "true");
        DefaultConfigurer configurer = (DefaultConfigurer) DefaultConfigurer.defaultConfiguration(false);
        configurer.configureSerializer(any -> NamedEventSerializer.create());
        configurer.configureEmbeddedEventStore(any -> new InMemoryEventStorageEngine());
        configurer.registerComponent(Clock.class, any -> CLOCK);
        configurer.registerComponent(StartLimits.class, any -> ConversationSamples.LIMITS);
        configurer.registerComponent(StoredMessages.class, axon -> new EventStoreMessages(axon.eventStore()));
        new ConversationsConfiguration().conversationAggregate().configureModule(configurer);
        axon = configurer.start();
    }

    @AfterContainer
    static void stop() {
        axon.shutdown();
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void whatADeviceSendsIsThereOnceAndInItsOrder(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int devices) {
        Random random = new Random(seed);
        UserId one = UserId.create();
        UserId other = UserId.create();
        ConversationId conversation = ConversationId.direct(one, other);
        axon.commandGateway().sendAndWait(StartDirect.between(one, other));
        List<Client> clients = new ArrayList<>();
        for (int device = 0; device < devices; device++) {
            clients.add(new Client(conversation, random.nextBoolean() ? one : other, random));
        }

        for (int step = 0; step < 60; step++) {
            clients.get(random.nextInt(devices)).step();
        }
        clients.forEach(Client::drain);

        List<DomainEventMessage<?>> events = new ArrayList<>();
        axon.eventStore().readEvents(conversation.value()).forEachRemaining(events::add);
        assertThat(events)
                .extracting(DomainEventMessage::getSequenceNumber)
                .containsExactlyElementsOf(
                        LongStream.range(0, events.size()).boxed().toList());
        clients.forEach(client -> client.check(events));
    }

    /** A client as DESIGN has it: one outbox, chained, at most 16 unanswered. */
    private static final class Client {
        private final ConversationId conversation;
        private final UserId user;
        private final DeviceId device = DeviceId.create();
        private final Random random;
        private final List<UUID> outbox = new ArrayList<>();
        private final List<SendMessages> late = new ArrayList<>();
        private final Map<Integer, Long> seqs = new TreeMap<>();
        private int answered;

        Client(ConversationId conversation, UserId user, Random random) {
            this.conversation = conversation;
            this.user = user;
            this.random = random;
        }

        void step() {
            switch (random.nextInt(5)) {
                case 0, 1 -> write(1 + random.nextInt(4));
                case 2 -> deliver(unanswered(), true);
                case 3 -> deliver(unanswered(), false);
                default -> deliverLate();
            }
        }

        private void write(int messages) {
            for (int i = 0; i < messages; i++) {
                outbox.add(UUID.randomUUID());
            }
        }

        /** From the first unanswered one, or, as another session of the device would, from some later one. */
        private List<Integer> unanswered() {
            int to = Math.min(outbox.size(), answered + WINDOW);
            int from = random.nextInt(4) == 0 && to > answered ? answered + random.nextInt(to - answered) : answered;
            return numbers(from, from == to ? to : from + 1 + random.nextInt(to - from));
        }

        private static List<Integer> numbers(int from, int to) {
            List<Integer> numbers = new ArrayList<>();
            for (int number = from; number < to; number++) {
                numbers.add(number);
            }
            return numbers;
        }

        private void deliver(List<Integer> numbers, boolean answerArrives) {
            if (numbers.isEmpty()) {
                return;
            }
            SendMessages command = new SendMessages(
                    conversation,
                    user,
                    device,
                    numbers.stream().map(this::outgoing).toList());
            if (random.nextInt(3) == 0) {
                late.add(command);
            }
            SendOutcomes outcomes = axon.commandGateway().sendAndWait(command);
            assertThat(outcomes.outcomes()).hasSameSizeAs(numbers);
            if (answerArrives) {
                for (int i = 0; i < numbers.size(); i++) {
                    answer(numbers.get(i), outcomes.outcomes().get(i));
                }
            }
        }

        private Outgoing outgoing(int number) {
            UUID mid = outbox.get(number);
            return new Outgoing(mid, number == 0 ? null : outbox.get(number - 1), new Message(body(mid)));
        }

        private void answer(int number, SendOutcomes.SendOutcome outcome) {
            assertThat(outcome.mid()).isEqualTo(outbox.get(number));
            switch (outcome) {
                case SendOutcomes.Accepted accepted -> {
                    Long before = seqs.putIfAbsent(number, accepted.seq());
                    assertThat(before).isIn(null, accepted.seq());
                    while (seqs.containsKey(answered)) {
                        answered++;
                    }
                }
                case SendOutcomes.Refused refused -> {
                    boolean firstIsMissing = refused.refusal() == Refusal.DEVICE_EXPIRED && seqs.isEmpty();
                    assertThat(firstIsMissing || refused.refusal() == Refusal.OUT_OF_ORDER)
                            .as("%s", refused)
                            .isTrue();
                }
            }
        }

        /** An old copy that a dying connection still held. Unchained ones are recognised for as long as they are among the last 16. */
        private void deliverLate() {
            if (!late.isEmpty()) {
                SendMessages old = late.remove(random.nextInt(late.size()));
                if (old.messages().getFirst().after() != null || outbox.size() <= WINDOW) {
                    axon.commandGateway().sendAndWait(old);
                }
            }
        }

        void drain() {
            while (answered < outbox.size()) {
                deliver(numbers(answered, Math.min(outbox.size(), answered + WINDOW)), true);
            }
        }

        void check(List<DomainEventMessage<?>> events) {
            List<UUID> stored = new ArrayList<>();
            for (DomainEventMessage<?> event : events) {
                if (event.getPayload() instanceof MessageSent sent
                        && sent.device().equals(device)) {
                    assertThat(seqs).containsEntry(stored.size(), event.getSequenceNumber());
                    stored.add(sent.mid());
                }
            }
            assertThat(stored).isEqualTo(outbox);
        }
    }
}
