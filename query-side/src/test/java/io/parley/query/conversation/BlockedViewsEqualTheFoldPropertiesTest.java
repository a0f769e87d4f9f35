package io.parley.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.Sealed;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.DirectEvent;
import io.parley.api.conversation.DirectEvent.PeerBlocked;
import io.parley.api.conversation.DirectEvent.PeerUnblocked;
import io.parley.api.conversation.DirectEvent.RequestAccepted;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.SyncInbox.Standing;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.delivery.Announcement;
import io.parley.projections.conversation.ConversationProjection;
import io.parley.projections.conversation.ConversationStates;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Whoever blocks the other, in whatever batches it comes, and however often again, hears nothing meanwhile; and the other notices nothing. */
class BlockedViewsEqualTheFoldPropertiesTest {
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
        Pair pair = new Pair(random);
        List<Announcement.EntryAdded> pushed = new ArrayList<>();
        Steps steps = new Steps(
                views.database,
                pair.events,
                random,
                () -> new ConversationProjection(new ConversationStates(views.database)),
                announcements -> announcements.stream()
                        .filter(Announcement.EntryAdded.class::isInstance)
                        .map(Announcement.EntryAdded.class::cast)
                        .forEach(pushed::add));
        while (!steps.isDone()) {
            steps.step();
        }

        for (UserId person : List.of(pair.one, pair.other)) {
            checkHead(pair, person);
            checkEntries(pair, person);
            checkPushes(pair, person, pushed);
            checkReceipts(pair, person);
        }
        assertThat(views.scans()).isZero();
    }

    private static void checkHead(Pair pair, UserId person) {
        List<Long> visible = pair.visibleTo(person);
        assertThat(views.heads.of(person)).singleElement().satisfies(placed -> {
            assertThat(placed.head().standing())
                    .isEqualTo(pair.blocking.contains(person) ? Standing.BLOCKED : Standing.MEMBER);
            assertThat(placed.head().members()).containsExactly(pair.one, pair.other);
            assertThat(placed.head().seq()).isEqualTo(visible.getLast());
            assertThat(placed.head().unread())
                    .isEqualTo(visible.stream()
                            .filter(seq ->
                                    pair.isMessage(seq) && !pair.author(seq).equals(person))
                            .count());
            assertThat(placed.head().request()).isEqualTo(pair.isRequestTo(person));
        });
    }

    private static void checkEntries(Pair pair, UserId person) {
        List<EntryView> entries = new ArrayList<>();
        long after = -1;
        for (var page = views.history.above(person, pair.conversation, after, 7); ; ) {
            entries.addAll(page.entries());
            if (!page.more()) {
                break;
            }
            after = entries.getLast().seq();
            page = views.history.above(person, pair.conversation, after, 7);
        }
        assertThat(entries).extracting(EntryView::seq).isEqualTo(pair.visibleTo(person));
        assertThat(entries).allSatisfy(entry -> checkHidden(pair, person, entry));
    }

    private static void checkHidden(Pair pair, UserId person, EntryView entry) {
        boolean hidden = pair.entries.get((int) entry.seq()) instanceof DirectEvent decision
                && !decision.by().equals(person);
        assertThat(entry.kind().equals(EntryView.HIDDEN)).isEqualTo(hidden);
        assertThat(entry.from()).isEqualTo(hidden ? person : pair.author(entry.seq()));
    }

    private static void checkPushes(Pair pair, UserId person, List<Announcement.EntryAdded> pushed) {
        Set<Long> told = new HashSet<>();
        for (Announcement.EntryAdded one : pushed) {
            if (one.recipients().contains(person)) {
                told.add(one.entry().seq());
                checkHidden(pair, person, one.entry());
            }
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(pair.visibleTo(person));
    }

    /** Whether the other blocks them shows in no count. */
    private static void checkReceipts(Pair pair, UserId person) {
        for (long seq : pair.visibleTo(person)) {
            if (pair.isMessage(seq) && pair.author(seq).equals(person)) {
                assertThat(views.receipts.of(person, pair.conversation, seq, 0, 10))
                        .hasValueSatisfying(reached -> {
                            assertThat(reached.of()).isEqualTo(1);
                            assertThat(reached.delivered()).isZero();
                        });
            }
        }
    }

    /** Two people who write and block at random, and what follows from it. */
    private static final class Pair {
        private final UserId one = UserId.create();
        private final UserId other = UserId.create();
        private final ConversationId conversation = ConversationId.direct(one, other);
        private final List<DomainEventMessage<?>> events = new ArrayList<>();
        private final List<ConversationEvent> entries = new ArrayList<>();
        private final List<Set<UserId>> audiences = new ArrayList<>();
        private final Set<UserId> blocking = new HashSet<>();
        private boolean agreed;

        Pair(Random random) {
            entry(new DirectStarted(conversation, one, other, Story.at(0)), Set.of());
            for (int step = 0; step < 40; step++) {
                UserId person = random.nextBoolean() ? one : other;
                Instant time = Story.at(entries.size());
                switch (random.nextInt(6)) {
                    case 0 -> {
                        Set<UserId> before = Set.copyOf(blocking);
                        if (blocking.add(person)) {
                            entry(new PeerBlocked(conversation, person, time), before);
                        } else {
                            blocking.remove(person);
                            entry(new PeerUnblocked(conversation, person, time), blocking);
                        }
                    }
                    case 1 -> {
                        if (isRequestTo(other) && !blocking.contains(other)) {
                            agreed = true;
                            entry(new RequestAccepted(conversation, other, time), blocking);
                        }
                    }
                    default -> {
                        if (!blocking.contains(person) && (step > 20 || person.equals(one))) {
                            Sealed body = new Sealed("key", "nonce", "ct");
                            entry(
                                    new MessageSent(
                                            conversation,
                                            UUID.randomUUID(),
                                            person,
                                            new DeviceId("device"),
                                            body,
                                            time),
                                    blocking);
                        }
                    }
                }
            }
        }

        private void entry(ConversationEvent event, Set<UserId> without) {
            events.add(new GenericDomainEventMessage<>("Conversation", conversation.value(), entries.size(), event));
            entries.add(event);
            Set<UserId> audience = new HashSet<>(Set.of(one, other));
            audience.removeAll(without);
            audiences.add(audience);
        }

        boolean isRequestTo(UserId person) {
            return person.equals(other)
                    && !blocking.contains(person)
                    && !agreed
                    && entries.stream()
                            .noneMatch(entry -> entry instanceof MessageSent sent
                                    && sent.from().equals(other));
        }

        List<Long> visibleTo(UserId person) {
            return LongStream.range(0, entries.size())
                    .filter(seq -> audiences.get((int) seq).contains(person))
                    .boxed()
                    .toList();
        }

        boolean isMessage(long seq) {
            return entries.get((int) seq) instanceof MessageSent;
        }

        UserId author(long seq) {
            return switch (entries.get((int) seq)) {
                case DirectStarted started -> started.by();
                case DirectEvent decision -> decision.by();
                case MessageSent sent -> sent.from();
                default -> throw new IllegalStateException("no other event is written here");
            };
        }
    }
}
