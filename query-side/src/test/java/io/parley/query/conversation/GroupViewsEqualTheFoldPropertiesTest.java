package io.parley.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.GetHistory;
import io.parley.api.conversation.GetVisible.Range;
import io.parley.api.conversation.Retention;
import io.parley.api.conversation.SyncInbox.MemberWatermark;
import io.parley.api.conversation.SyncInbox.Standing;
import io.parley.api.id.UserId;
import io.parley.delivery.Announcement;
import io.parley.projections.account.AccountsProjection;
import io.parley.projections.conversation.ConversationProjection;
import io.parley.projections.conversation.ConversationStates;
import io.parley.projections.receipts.EarlierMessages;
import io.parley.projections.receipts.ReceiptsProjection;
import io.parley.projections.settings.SettingsProjection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
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
        List<Announcement.Watermark> told = new ArrayList<>();
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
                announcements -> announcements.stream()
                        .filter(Announcement.ReceiptsMoved.class::isInstance)
                        .map(Announcement.ReceiptsMoved.class::cast)
                        .forEach(moved -> told.addAll(moved.moved())));
        Steps accounts = new Steps(views.database, story.events(), random, AccountsProjection::new, any -> {});
        Steps settings = new Steps(views.database, story.events(), random, SettingsProjection::new, any -> {});
        List<Steps> groups = List.of(conversations, acknowledged, accounts, settings);
        while (!groups.stream().allMatch(Steps::isDone)) {
            groups.get(random.nextInt(groups.size())).step();
        }

        checkPushes(story, pushed);
        for (UserId person : story.people()) {
            checkHead(story, person);
            checkEntries(story, person);
            checkTexts(story, person);
            checkReads(story, person, told);
        }
        for (long seq = 0; seq <= story.head(); seq += 7) {
            checkReceipts(story, seq);
        }
        assertThat(views.scans()).isZero();
    }

    /** Everybody who sees an entry is told, and what it did to a message only whoever sees that. */
    private static void checkPushes(GroupStory story, List<Announcement.EntryAdded> pushed) {
        Map<Long, Set<UserId>> told = new HashMap<>();
        for (Announcement.EntryAdded one : pushed) {
            EntryView entry = one.entry();
            told.computeIfAbsent(entry.seq(), any -> new HashSet<>()).addAll(one.recipients());
            if (entry.target() != null && entry.body() != null && !entry.kind().equals("deleted")) {
                assertThat(story.audienceOf(entry.target())).containsAll(one.recipients());
            }
        }
        for (long seq = 0; seq <= story.head(); seq++) {
            assertThat(told.get(seq)).isEqualTo(story.audienceOf(seq));
        }
    }

    private static void checkTexts(GroupStory story, UserId person) {
        MessageTexts texts = story.texts();
        List<Long> visible = story.visibleTo(person);
        for (int from = 0; from < visible.size(); from += 50) {
            GetHistory.Page page = views.history.above(person, story.conversation(), visible.get(from) - 1, 50);
            for (EntryView entry : page.entries()) {
                long seq = entry.seq();
                long target = MessageTexts.target(story.entry(seq));
                boolean withheld = target >= 0
                        && !visible.contains(target)
                        && !entry.kind().equals("deleted");
                if (entry.kind().equals("message") || target >= 0) {
                    assertThat(entry.body()).isEqualTo(withheld ? null : texts.text(seq));
                }
                assertThat(entry.since().deleted() != null).isEqualTo(texts.isDeleted(seq));
                assertThat(entry.since().reactions().stream()
                                .collect(Collectors.toMap(EntryView.Reaction::user, EntryView.Reaction::body)))
                        .isEqualTo(texts.reactions(seq));
            }
        }
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
            assertThat(one.head().settings()).isEqualTo(story.settings(person));
            assertThat(one.head().mentioned()).isEqualTo(story.isMember(person) ? story.mentioned(person) : null);
            assertThat(one.head().expired()).isEqualTo(story.expired());
            assertThat(one.head().retention())
                    .isEqualTo(story.isMember(person) ? story.retention() : Retention.FOREVER);
            assertThat(one.head().picture()).isEqualTo(story.isMember(person) ? story.picture() : null);
            assertThat(one.head().size()).isEqualTo(story.isMember(person) ? story.size() : 0);
            assertThat(one.head().unread())
                    .isEqualTo(visible.stream()
                            .filter(seq -> seq > story.read(person))
                            .filter(story::isMessage)
                            .filter(seq -> !story.author(seq).equals(person))
                            .count());
        });
    }

    /** What others are told, live and from the views, is what the person said. */
    private static void checkReads(GroupStory story, UserId person, List<Announcement.Watermark> told) {
        List<Announcement.Watermark> live = told.stream()
                .filter(one -> one.member().equals(person) && one.shared())
                .toList();
        List<Range> unsaid = live.stream()
                .map(Announcement.Watermark::unsaid)
                .filter(Objects::nonNull)
                .toList();
        long read = live.stream().mapToLong(Announcement.Watermark::read).max().orElse(-1);
        MemberWatermark pushed = new MemberWatermark(person, story.delivered(person), read, unsaid);
        for (UserId asking : story.people()) {
            if (story.isMember(asking) && story.isMember(person) && !asking.equals(person)) {
                MemberWatermark shown = views.heads.of(asking).getFirst().head().watermarks().stream()
                        .filter(one -> one.member().equals(person))
                        .findFirst()
                        .orElseThrow();
                for (long seq = 0; seq <= story.head(); seq++) {
                    boolean said = story.saidToHaveRead(person, seq);
                    assertThat(isRead(pushed, seq)).isEqualTo(said);
                    assertThat(isRead(shown, seq)).isEqualTo(story.tellsReads(asking) && said);
                }
            }
        }
    }

    private static boolean isRead(MemberWatermark watermark, long seq) {
        return seq <= watermark.read() && watermark.unsaid().stream().noneMatch(range -> range.contains(seq));
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
                                .filter(person -> story.tellsReads(asking) && story.saidToHaveRead(person, seq))
                                .count());
            });
        }
    }
}
