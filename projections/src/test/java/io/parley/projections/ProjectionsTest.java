package io.parley.projections;

import static io.parley.projections.ProjectionsConfiguration.CONVERSATIONS;
import static io.parley.projections.ProjectionsConfiguration.RECEIPTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.api.EventName;
import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.UserId;
import io.parley.api.receipts.ReceiptsAdvanced.Moved;
import io.parley.delivery.Announcement;
import io.parley.delivery.Announcement.EntryAdded;
import io.parley.delivery.Announcement.ReceiptsMoved;
import io.parley.delivery.Announcement.Watermark;
import io.parley.projections.view.EntryDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events into a real store, views out of a real view store, the processors between them. */
class ProjectionsTest {
    private static final ProjectionOptions OPTIONS = options(ProjectionsConfiguration.GROUPS);

    private static ProjectionOptions options(List<String> groups) {
        return new ProjectionOptions(groups, 2, 64, 2, Duration.ofSeconds(10));
    }

    private static final long NONE = -1;

    @TempDir
    private Path folder;

    private final Story story = new Story();
    private RunningProjections projections;
    private CheckingAnnouncer announcer;

    @BeforeEach
    void open() {
        announcer = new CheckingAnnouncer(() -> projections.database());
        projections = new RunningProjections(folder, OPTIONS, announcer);
    }

    @AfterEach
    void close() {
        assertThat(projections.filters().violations()).isEmpty();
        assertThat(announcer.early()).isEmpty();
        projections.close();
    }

    @Test
    void aConversationIsInItsViews() {
        long before = projections.head();
        UserId alice = story.one();
        UserId bob = story.other();
        DomainEventMessage<?> started = story.started();
        DomainEventMessage<?> first = story.message(alice);
        projections.start();
        projections.publish(List.of(
                started,
                first,
                story.message(bob),
                story.message(alice),
                story.receipts(10, new Moved(bob, NONE, 3, NONE, 1, true)),
                story.receipts(11, new Moved(bob, 3, 3, 1, 3, true), new Moved(alice, NONE, 2, NONE, NONE, true))));
        projections.catchUp();

        Document head = projections.find(View.HEADS, story.conversation().value());
        assertThat(head)
                .containsEntry("k", "direct")
                .containsEntry("s", 3L)
                .containsEntry("l", 3L)
                .containsEntry("n", 3L)
                .containsEntry("t", Story.at(3).toEpochMilli())
                .containsEntry("o", new Document("0", 2L).append("1", 1L))
                .containsEntry("p", before + 4);
        assertThat(projections.find(View.MEMBERS, story.conversation().value()).get("m", Document.class))
                .containsEntry(alice.value(), 0)
                .containsEntry(bob.value(), 1);
        for (UserId member : List.of(alice, bob)) {
            assertThat(projections.find(View.INBOX, member.value()).get("c", Document.class))
                    .containsEntry(story.conversation().value(), 0L);
        }
        assertThat(EntryDocument.read(entry(0), null).kind()).isEqualTo("started");
        MessageSent sent = (MessageSent) first.getPayload();
        assertThat(EntryDocument.read(entry(1), null)).isEqualTo(EntryView.of(sent, 1));
        assertThat(projections.find(View.RECEIPTS, Keys.receipts(story.conversation(), bob)))
                .containsEntry("d", 3L)
                .containsEntry("r", 3L)
                .containsEntry("n", 3L)
                .containsEntry("o", 1L)
                .containsEntry("p", before + 6);
        assertThat(projections.find(View.RECEIPTS, Keys.receipts(story.conversation(), alice)))
                .containsEntry("d", 2L)
                .doesNotContainKey("r");
        assertThat(projections.find(View.RECEIPT_POINTS, Keys.receiptPoints(story.conversation(), bob, 0)))
                .containsEntry("d", new Document("3", Story.at(10).toEpochMilli()))
                .containsEntry(
                        "r",
                        new Document("1", Story.at(10).toEpochMilli())
                                .append("3", Story.at(11).toEpochMilli()));
    }

    private Document entry(long seq) {
        return projections.find(View.ENTRIES, Keys.entry(story.conversation(), seq));
    }

    @Test
    void aGroupRunsAloneAndTheOthersElsewhere() {
        projections.publish(talk(50));
        projections.publish(List.of(story.receipts(200, new Moved(story.other(), NONE, 20, NONE, 10, true))));
        reopen(List.of(RECEIPTS));
        projections.catchUp();
        Map<String, Document> receipts = projections.views();
        assertThat(receipts)
                .isNotEmpty()
                .allSatisfy((id, document) -> assertThat(id).startsWith("receipt"));
        Map<String, Long> tokens = projections.positions();
        assertThat(tokens.keySet()).hasSize(2).allSatisfy(id -> assertThat(id).startsWith(RECEIPTS));

        reopen(ProjectionsConfiguration.GROUPS.stream()
                .filter(group -> !group.equals(RECEIPTS))
                .toList());
        projections.catchUp();

        assertThat(projections.find(View.HEADS, story.conversation().value())).isNotNull();
        assertThat(projections.views()).containsAllEntriesOf(receipts);
        assertThat(projections.positions())
                .as("the receipts' tokens stand where their process left them")
                .containsAllEntriesOf(tokens);
    }

    private void reopen(List<String> groups) {
        projections.close();
        projections = new RunningProjections(folder, options(groups), announcer);
        projections.start();
    }

    @Test
    void whatIsAnnouncedIsShownAndComesInOrder() {
        projections.publish(talk(150));
        projections.start();
        projections.catchUp();
        projections.publish(List.of(story.message(story.one()), story.message(story.other())));
        projections.catchUp();

        assertThat(entriesAnnounced())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, story.seq()).boxed().toList());
        assertThat(announcer.announced())
                .filteredOn(EntryAdded.class::isInstance)
                .allSatisfy(one -> assertThat(one.recipients()).containsExactlyInAnyOrder(story.one(), story.other()));
        assertThat(announcer.announced().stream()
                        .filter(ReceiptsMoved.class::isInstance)
                        .map(ReceiptsMoved.class::cast)
                        .flatMap(one -> one.moved().stream())
                        .map(Watermark::delivered))
                .isSorted();
    }

    private List<Long> entriesAnnounced() {
        return announcer.announced().stream()
                .filter(EntryAdded.class::isInstance)
                .map(one -> ((EntryAdded) one).entry().seq())
                .toList();
    }

    /** Both write in turn, and the other reads every tenth. */
    private List<DomainEventMessage<?>> talk(int messages) {
        List<DomainEventMessage<?>> events = new ArrayList<>(List.of(story.started()));
        long read = NONE;
        for (int i = 0; i < messages; i++) {
            events.add(story.message(i % 3 == 0 ? story.one() : story.other()));
            if (i % 10 == 9) {
                events.add(
                        story.receipts(1_000 + i, new Moved(story.one(), read, story.seq(), read, story.seq(), true)));
                read = story.seq();
            }
        }
        return events;
    }

    @Test
    void anySuffixThatComesAgainChangesNothing() {
        projections.publish(talk(150));
        projections.start();
        projections.catchUp();
        Map<String, Document> before = projections.views();

        for (long after : new long[] {-1, 1, 57, 163}) {
            int announced = announcer.announced().size();
            projections.redeliver(CONVERSATIONS, after);
            projections.redeliver(RECEIPTS, after);
            projections.publish(List.of(new Story().started()));
            projections.catchUp();

            assertThat(projections.views()).as("after %d", after).containsAllEntriesOf(before);
            assertThat(announcer.announced())
                    .as("announced again, never suppressed")
                    .hasSizeGreaterThan(announced + 2);
        }
    }

    @Test
    void aReaderFarBehindIsCountedRightAfterARestart() {
        projections.publish(talk(1_000));
        projections.start();
        projections.catchUp();
        projections.close();
        open();
        projections.start();
        Moved far = new Moved(story.other(), NONE, 100, NONE, 100, true);
        projections.publish(List.of(story.receipts(5_000, far)));
        projections.catchUp();

        assertThat(projections.find(View.RECEIPTS, Keys.receipts(story.conversation(), story.other())))
                .containsEntry("r", 100L)
                .containsEntry("n", 100L)
                .containsEntry("o", 66L);
    }

    @Test
    void receiptsFarBehindTheMessagesReadEachEntryOnce() {
        int messages = 1_000;
        projections.publish(talk(messages));
        projections.start();
        projections.catchUp();
        projections.close();
        open();
        projections.start();
        List<DomainEventMessage<?>> receipts = new ArrayList<>();
        for (long read = 5; read < messages / 2; read += 5) {
            receipts.add(story.receipts(5_000, new Moved(story.other(), read - 5, read, read - 5, read, true)));
        }
        projections.publish(receipts);
        projections.catchUp();

        assertThat(projections.find(View.RECEIPTS, Keys.receipts(story.conversation(), story.other())))
                .containsEntry("n", 495L);
        assertThat(projections.watched().asked("entries").sum()).isLessThan(3L * messages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conversations", "inbox"})
    void aFailedWriteHoldsBackTheTokenAndTheAnnouncementsAndHeals(String collection) {
        projections.start();
        projections.publish(List.of(new Story().started()));
        projections.catchUp();
        long before = projections.head();
        int announced = announcer.announced().size();
        projections.watched().fail(collection);
        projections.publish(List.of(story.started(), story.message(story.one())));
        await().until(() -> projections.watched().failed().size() >= 2);

        assertThat(projections.positions().entrySet().stream()
                        .filter(token -> token.getKey().startsWith(CONVERSATIONS))
                        .mapToLong(Map.Entry::getValue)
                        .min())
                .hasValue(before);
        assertThat(announcer.announced()).hasSize(announced);

        projections.watched().heal();
        projections.catchUp();
        assertThat(projections.find(View.HEADS, story.conversation().value()))
                .containsEntry("s", 1L)
                .containsEntry("n", 1L);
        assertThat(announcer.announced().stream()
                        .filter(one -> one instanceof EntryAdded entry
                                && entry.conversation().equals(story.conversation()))
                        .map(one -> ((EntryAdded) one).entry().seq()))
                .containsExactly(0L, 1L);
    }

    @Test
    void aFailedWriteForgetsWhatWasFoldedForIt() {
        projections.start();
        projections.publish(List.of(story.started(), story.message(story.one())));
        projections.catchUp();
        projections.watched().fail("conversations");
        projections.publish(List.of(story.message(story.one()), story.message(story.other())));
        await().until(() -> projections.watched().failed().size() >= 2);
        projections.watched().heal();
        projections.catchUp();

        assertThat(projections.find(View.HEADS, story.conversation().value()))
                .containsEntry("n", 3L)
                .containsEntry("o", new Document("0", 2L).append("1", 1L));
    }

    @Test
    void twoSegmentsWorkOnConversationsOfTheirOwn() {
        List<Story> stories = new ArrayList<>();
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Story one = new Story();
            stories.add(one);
            events.add(one.started());
            events.add(one.message(one.one()));
            events.add(one.receipts(9, new Moved(one.other(), NONE, 1, NONE, 1, true)));
        }
        projections.start();
        projections.publish(events);
        projections.catchUp();

        assertThat(stories).allSatisfy(one -> {
            assertThat(projections.find(View.HEADS, one.conversation().value())).containsEntry("n", 1L);
            assertThat(projections.find(View.RECEIPTS, Keys.receipts(one.conversation(), one.other())))
                    .containsEntry("n", 1L);
        });
        List<Announcement> announced = announcer.announced();
        assertThat(announced).hasSize(20 * 5);
    }

    @Test
    void aPoisonEventStopsItsSegmentAloneAndNothingIsMissingOnceItCanBeHandled() {
        List<DomainEventMessage<?>> poison =
                List.of(story.receipts(9, new Moved(story.other(), NONE, 1, NONE, 1, true)));
        List<Story> others = Stream.generate(Story::new).limit(20).toList();
        projections.start();
        projections.publish(poison);
        others.forEach(one -> projections.publish(List.of(
                one.started(),
                one.message(one.one()),
                one.receipts(9, new Moved(one.other(), NONE, 1, NONE, 1, true)))));

        await().until(() -> standing(RECEIPTS) == 1 && !withReceipts(others).isEmpty());
        await().until(() -> others.stream()
                .allMatch(one -> projections.find(View.HEADS, one.conversation().value()) != null));
        await().until(() -> standing(CONVERSATIONS) == 0);
        assertThat(withReceipts(others)).as("the rest waits behind the poison").hasSizeLessThan(others.size());

        projections.publish(List.of(story.started(), story.message(story.one())));
        projections.catchUp();
        assertThat(withReceipts(others)).hasSameSizeAs(others);
        assertThat(withReceipts(List.of(story))).hasSize(1);
        await().until(() -> standing(RECEIPTS) == 0);
    }

    /** Segments that nobody works on: one that failed is let go of until it is tried again. */
    private int standing(String group) {
        return OPTIONS.segments()
                - projections.processor(group).processingStatus().size();
    }

    private List<Story> withReceipts(List<Story> stories) {
        return stories.stream()
                .filter(one -> projections.find(View.RECEIPTS, Keys.receipts(one.conversation(), one.other())) != null)
                .toList();
    }

    /** Of a release that this one has not become yet. */
    @EventName("conversation.MessagePinned")
    private record Pinned(String message) {}

    @Test
    void nothingIsPassedOverThatOnlyALaterReleaseKnows() {
        projections.publish(List.of(story.started(), story.message(story.one())));
        long before = projections.head();
        projections.publish(List.of(
                new GenericDomainEventMessage<>("Conversation", "another", 0, new Pinned("1")),
                story.message(story.one())));
        projections.close();
        projections = new RunningProjections(folder, OPTIONS, announcer);
        projections.start();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> ProjectionsConfiguration.GROUPS.stream()
                        .allMatch(group -> projections.processor(group).isError()));
        assertThat(projections.positions().values()).allMatch(position -> position <= before);
        assertThat(entry(2)).isNull();
    }
}
