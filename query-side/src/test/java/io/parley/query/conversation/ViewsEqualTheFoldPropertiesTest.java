package io.parley.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.UserId;
import io.parley.api.receipts.AdvanceReceipts;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.api.receipts.ReceiptsAdvanced.Moved;
import io.parley.projections.conversation.ConversationProjection;
import io.parley.projections.conversation.ConversationStates;
import io.parley.projections.receipts.EarlierMessages;
import io.parley.projections.receipts.ReceiptsProjection;
import io.parley.query.receipts.MessageReceipts;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Whatever two people do, in whatever batches it comes, and however often again: the views say what a fold over the events says. */
class ViewsEqualTheFoldPropertiesTest {
    private static QueriedViews views;

    @BeforeContainer
    static void open() throws IOException {
        views = new QueriedViews();
    }

    @AfterContainer
    static void close() throws IOException {
        views.close();
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void theViewsSayWhatTheEventsSay(@ForAll long seed) {
        Random random = new Random(seed);
        Happened happened = new Happened(random);
        Steps conversations = new Steps(
                views.database,
                happened.events,
                random,
                () -> new ConversationProjection(new ConversationStates(views.database)),
                any -> {});
        Steps acknowledged = new Steps(
                views.database,
                happened.events,
                random,
                () -> new ReceiptsProjection(
                        new ConversationStates(views.database), new EarlierMessages(views.database)),
                any -> {});
        while (!conversations.isDone() || !acknowledged.isDone()) {
            (random.nextBoolean() ? conversations : acknowledged).step();
        }

        happened.check(happened.story.one());
        happened.check(happened.story.other());
        assertThat(views.scans()).isZero();
    }

    /** What happened, and what follows from it. */
    private static final class Happened {
        private final Story story = new Story();
        private final List<DomainEventMessage<?>> events = new ArrayList<>();
        private final Map<UserId, Moved> reached = new HashMap<>();

        Happened(Random random) {
            events.add(story.started());
            for (int step = 0; step < 30; step++) {
                UserId person = random.nextBoolean() ? story.one() : story.other();
                if (random.nextInt(3) == 0) {
                    int burst = 1 + random.nextInt(60);
                    for (int i = 0; i < burst; i++) {
                        events.add(story.message(random.nextInt(4) == 0 ? person : story.one()));
                    }
                } else {
                    acknowledge(person, random);
                }
            }
        }

        /** Anything up to the head, also below what was acknowledged before. */
        private void acknowledge(UserId person, Random random) {
            long upTo = random.nextLong(story.seq() + 1);
            boolean isRead = random.nextBoolean();
            Moved before = reached.getOrDefault(
                    person,
                    new Moved(
                            person,
                            AdvanceReceipts.NONE,
                            AdvanceReceipts.NONE,
                            AdvanceReceipts.NONE,
                            AdvanceReceipts.NONE,
                            true));
            long read = isRead ? Math.max(before.read(), upTo) : before.read();
            Moved moved = new Moved(
                    person, before.delivered(), Math.max(before.delivered(), upTo), before.read(), read, true);
            if (moved.deliveredMoved() || moved.readMoved()) {
                reached.put(person, moved);
                events.add(story.receipts(100_000L + events.size(), moved));
            }
        }

        void check(UserId person) {
            long delivered = watermark(person, Moved::delivered);
            long read = watermark(person, Moved::read);
            Heads.Placed placed = views.heads.of(person).getFirst();
            assertThat(placed.position()).isEqualTo(events.size() - 1L);
            assertThat(placed.head().unread()).isEqualTo(messagesByOthersAbove(read, person));
            assertThat(placed.head().watermarks())
                    .filteredOn(mark -> mark.member().equals(person))
                    .singleElement()
                    .satisfies(mark -> {
                        assertThat(mark.delivered()).isEqualTo(delivered);
                        assertThat(mark.read()).isEqualTo(read);
                    });
            assertThat(views.inbox.pending(person, 100_000).stream().flatMap(pending -> pending.entries().stream()))
                    .extracting(EntryView::seq)
                    .containsExactlyElementsOf(entriesByOthersAbove(delivered, person));
            for (long seq = 0; seq <= story.seq(); seq += 13) {
                checkReceipts(person, seq);
            }
        }

        private long watermark(UserId person, Function<Moved, Long> which) {
            Moved moved = reached.get(person);
            return moved == null ? AdvanceReceipts.NONE : which.apply(moved);
        }

        private long messagesByOthersAbove(long read, UserId person) {
            return events.stream()
                    .filter(event -> event.getPayload() instanceof MessageSent sent
                            && !sent.from().equals(person)
                            && event.getSequenceNumber() > read)
                    .count();
        }

        private List<Long> entriesByOthersAbove(long delivered, UserId person) {
            return events.stream()
                    .filter(event -> !(event.getPayload() instanceof ReceiptsAdvanced)
                            && event.getSequenceNumber() > delivered
                            && !author(event).equals(person))
                    .map(DomainEventMessage::getSequenceNumber)
                    .toList();
        }

        private UserId author(DomainEventMessage<?> entry) {
            return entry.getPayload() instanceof MessageSent sent ? sent.from() : story.one();
        }

        private void checkReceipts(UserId asking, long seq) {
            UserId author = events.stream()
                    .filter(event ->
                            !(event.getPayload() instanceof ReceiptsAdvanced) && event.getSequenceNumber() == seq)
                    .map(this::author)
                    .findFirst()
                    .orElseThrow();
            UserId reader = author.equals(story.one()) ? story.other() : story.one();
            assertThat(views.receipts
                            .of(asking, story.conversation(), seq, 0, 10)
                            .orElseThrow()
                            .members())
                    .containsExactly(new MessageReceipts.MemberReceipt(
                            reader.value(),
                            since(reader, moved -> moved.delivered() >= seq),
                            since(reader, moved -> moved.read() >= seq)));
        }

        private @Nullable Instant since(UserId reader, Function<Moved, Boolean> there) {
            for (DomainEventMessage<?> event : events) {
                if (event.getPayload() instanceof ReceiptsAdvanced advanced) {
                    Moved moved = advanced.moved().getFirst();
                    if (moved.member().equals(reader) && there.apply(moved)) {
                        return advanced.time();
                    }
                }
            }
            return null;
        }
    }
}
