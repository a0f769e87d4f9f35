package io.parley.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.GetHistory;
import io.parley.api.conversation.SyncInbox.Standing;
import io.parley.api.id.UserId;
import io.parley.delivery.Announcement;
import io.parley.projections.conversation.ConversationProjection;
import io.parley.projections.conversation.ConversationStates;
import io.parley.projections.receipts.EarlierMessages;
import io.parley.projections.receipts.ReceiptsProjection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whoever comes to a group and goes, in whatever batches it comes, and however often again: each sees, is told and counts what a fold says. */
class GroupViewsEqualTheFoldPropertiesTest {
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
        GroupStory story = new GroupStory(random, 60);
        List<Announcement.EntryAdded> pushed = new ArrayList<>();
        Steps conversations = new Steps(
                views.database,
                story.events(),
                random,
                () -> new ConversationProjection(new ConversationStates(views.database)),
                announcements -> announcements.stream()
                        .filter(Announcement.EntryAdded.class::isInstance)
                        .map(Announcement.EntryAdded.class::cast)
                        .forEach(pushed::add));
        Steps acknowledged = new Steps(
                views.database,
                story.events(),
                random,
                () -> new ReceiptsProjection(
                        new ConversationStates(views.database), new EarlierMessages(views.database)),
                any -> {});
        while (!conversations.isDone() || !acknowledged.isDone()) {
            (random.nextBoolean() ? conversations : acknowledged).step();
        }

        assertThat(pushed)
                .allSatisfy(entry -> assertThat(entry.recipients())
                        .containsExactlyInAnyOrderElementsOf(story.audienceOf(entry.seq())));
        for (UserId person : story.people()) {
            checkHead(story, person);
            checkEntries(story, person);
        }
        for (long seq = 0; seq <= story.head(); seq += 7) {
            checkReceipts(story, seq);
        }
        assertThat(views.scans()).isZero();
    }

    private static void checkHead(GroupStory story, UserId person) {
        List<Heads.Placed> placed = views.heads.of(person);
        List<Long> visible = story.visibleTo(person);
        if (visible.isEmpty() && !story.isInvited(person)) {
            assertThat(placed).isEmpty();
            return;
        }
        assertThat(placed).singleElement().satisfies(one -> {
            assertThat(one.head().standing())
                    .isEqualTo(
                            story.isMember(person)
                                    ? Standing.MEMBER
                                    : story.isInvited(person) ? Standing.INVITED : Standing.GONE);
            if (!story.isInvited(person)) {
                assertThat(one.head().seq()).isEqualTo(visible.getLast());
            }
            assertThat(one.head().size()).isEqualTo(story.isMember(person) ? story.size() : 0);
            assertThat(one.head().unread())
                    .isEqualTo(visible.stream()
                            .filter(seq -> seq > story.read(person))
                            .filter(story::isMessage)
                            .filter(seq -> !story.author(seq).equals(person))
                            .count());
        });
    }

    private static void checkEntries(GroupStory story, UserId person) {
        List<Long> visible = story.visibleTo(person);
        List<Long> up = new ArrayList<>();
        List<Long> down = new ArrayList<>();
        Long after = -1L;
        Long before = null;
        while (page(story, person, null, after, up)) {
            after = up.getLast();
        }
        while (page(story, person, before, null, down)) {
            before = down.getLast();
        }
        assertThat(up).isEqualTo(visible);
        assertThat(down).isEqualTo(visible.reversed());
        if (story.isMember(person)) {
            assertThat(views.inbox.pending(person, 100_000).stream().flatMap(pending -> pending.entries().stream()))
                    .extracting(EntryView::seq)
                    .containsExactlyElementsOf(visible.stream()
                            .filter(seq -> seq > story.delivered(person))
                            .filter(seq -> !story.author(seq).equals(person))
                            .toList());
        }
    }

    /** Whether there is more. */
    private static boolean page(GroupStory story, UserId person, Long before, Long after, List<Long> seqs) {
        if (!(views.history.handle(new GetHistory(person, story.conversation(), before, after, 17))
                instanceof GetHistory.Page page)) {
            return false;
        }
        List<Long> found = page.entries().stream().map(EntryView::seq).toList();
        seqs.addAll(after == null ? found.reversed() : found);
        return page.more();
    }

    private static void checkReceipts(GroupStory story, long seq) {
        List<UserId> others = story.people().stream()
                .filter(person -> story.audienceOf(seq).contains(person))
                .filter(person -> !person.equals(story.author(seq)))
                .toList();
        for (UserId asking : story.people()) {
            var reached = views.receipts.of(asking, story.conversation(), seq, 0, 100);
            assertThat(reached.isPresent()).isEqualTo(story.audienceOf(seq).contains(asking));
            reached.ifPresent(all -> {
                assertThat(all.of()).isEqualTo(others.size());
                assertThat(all.delivered())
                        .isEqualTo(others.stream()
                                .filter(person -> story.delivered(person) >= seq)
                                .count());
                assertThat(all.read())
                        .isEqualTo(others.stream()
                                .filter(person -> story.read(person) >= seq)
                                .count());
            });
        }
    }
}
