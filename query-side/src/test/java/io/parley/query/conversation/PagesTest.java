package io.parley.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.api.Epoch;
import io.parley.api.Refusal;
import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.GetHistory;
import io.parley.api.conversation.GetVisible;
import io.parley.api.conversation.SyncInbox;
import io.parley.api.conversation.SyncInbox.Outcome;
import io.parley.api.conversation.SyncInbox.Synced;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.token.MongoTokenStore;
import io.parley.projections.view.EntryDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.MembershipDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import io.parley.query.privacy.Privacies;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of history and of what changed, over documents as the projections leave them. */
class PagesTest {
    private static final UserId ALICE = UserId.create();
    private static final UserId MALLORY = UserId.create();
    private static final Epoch EPOCH = new Epoch("epoch");

    @TempDir
    private Path folder;

    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoDatabase database;
    private Membership membership;
    private History history;
    private Syncs syncs;

    @BeforeEach
    void open() {
        mongo = EmbeddedMongo.open(folder.resolve("views"), EmbeddedMongoOptions.defaults());
        client = MongoClients.create(mongo.connectionString());
        database = client.getDatabase("views");
        Views views = new Views(database);
        membership = new Membership(views);
        history = new History(views, membership);
        Marks marks = new Marks(database, () -> EPOCH);
        syncs = new Syncs(
                new Heads(views, new Members(views), new Privacies(views)),
                marks,
                () -> EPOCH,
                () -> marks.current().position());
    }

    @AfterEach
    void close() {
        client.close();
        mongo.close();
    }

    private void insert(View view, String id, Document document) {
        database.getCollection(view.collection()).insertOne(document.append("_id", id));
    }

    /** Of Alice and somebody, with one message a seq up to that one. */
    private ConversationId conversation(long seq, long position, long time) {
        UserId somebody = UserId.create();
        ConversationId conversation = ConversationId.direct(ALICE, somebody);
        insert(
                View.HEADS,
                conversation.value(),
                new Document("k", "direct")
                        .append("s", seq)
                        .append("l", seq)
                        .append("n", seq)
                        .append("t", time)
                        .append("p", position));
        insert(
                View.MEMBERS,
                conversation.value(),
                new Document("k", "direct").append("m", new Document(ALICE.value(), 0).append(somebody.value(), 1)));
        insertMembership(conversation, ALICE, 0);
        insertMembership(conversation, somebody, 1);
        return conversation;
    }

    private void insertMembership(ConversationId conversation, UserId member, int number) {
        Document joined = new MembershipDocument.Stand(0, 0, 0, -1, 0).document();
        insert(
                View.MEMBERSHIPS,
                Keys.membership(conversation, member),
                new Document("i", number).append("j", new Document("0", joined)).append("p", 0L));
    }

    private ConversationId withEntries(long seq) {
        ConversationId conversation = conversation(seq, seq, seq);
        for (long at = 0; at <= seq; at++) {
            EntryView entry = EntryView.of(at, "message", ALICE, null, List.of(), Story.at(at));
            insert(View.ENTRIES, Keys.entry(conversation, at), EntryDocument.of(entry, at));
        }
        return conversation;
    }

    @Nested
    class OfHistory {
        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {
                    // before, after, limit, from, to, more
                    "-, -, 3, 7, 9, true",
                    "-, -, 10, 0, 9, false",
                    "-, -, 11, 0, 9, false",
                    "7, -, 3, 4, 6, true",
                    "3, -, 3, 0, 2, false",
                    "1, -, 3, 0, 0, false",
                    "0, -, 3, 0, -1, false",
                    "-5, -, 3, 0, -1, false",
                    "10, -, 3, 7, 9, true",
                    "99, -, 3, 7, 9, true",
                    "9223372036854775807, -, 3, 7, 9, true",
                    "-9223372036854775808, -, 3, 0, -1, false",
                    "-, -1, 3, 0, 2, true",
                    "-, 6, 3, 7, 9, false",
                    "-, 5, 3, 6, 8, true",
                    "-, 8, 3, 9, 9, false",
                    "-, 9, 3, 0, -1, false",
                    "-, 99, 3, 0, -1, false",
                    "-, -5, 3, 0, 2, true",
                    "-, 9223372036854775807, 3, 0, -1, false",
                    "-, -9223372036854775808, 3, 0, 2, true"
                })
        void aPageIsARangeOfSeqs(
                @Nullable Long before, @Nullable Long after, int limit, long from, long to, boolean more) {
            ConversationId conversation = withEntries(9);
            GetHistory.Page page =
                    (GetHistory.Page) history.handle(new GetHistory(ALICE, conversation, before, after, limit));

            assertThat(page.entries())
                    .extracting(EntryView::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(from, to).boxed().toList());
            assertThat(page.more()).isEqualTo(more);
        }

        @Test
        void pagesInEitherDirectionLeaveNothingOut() {
            ConversationId conversation = withEntries(99);
            List<Long> down = new ArrayList<>();
            Long before = null;
            GetHistory.Page page;
            do {
                page = (GetHistory.Page) history.handle(new GetHistory(ALICE, conversation, before, null, 7));
                page.entries().reversed().forEach(entry -> down.add(entry.seq()));
                before = page.entries().getFirst().seq();
            } while (page.more());

            assertThat(down.reversed())
                    .containsExactlyElementsOf(LongStream.range(0, 100).boxed().toList());
        }

        @Test
        void aStrangerAndAnUnknownConversationGetTheSameAnswer() {
            ConversationId conversation = withEntries(3);
            assertThat(history.handle(new GetHistory(MALLORY, conversation, null, null, 10)))
                    .isEqualTo(history.handle(new GetHistory(ALICE, new ConversationId("none"), null, null, 10)))
                    .isEqualTo(new GetHistory.Refused(Refusal.UNKNOWN_CONVERSATION));
            assertThat(membership.handle(new GetVisible(MALLORY, conversation))).isEqualTo(GetVisible.Visible.NOTHING);
            assertThat(membership.handle(new GetVisible(ALICE, conversation)))
                    .isEqualTo(new GetVisible.Visible(List.of(new GetVisible.Range(0, 3))));
        }
    }

    @Nested
    class OfWhatChanged {
        /** Five conversations, changed at 10, 20, 30, 40 and 50. */
        private final List<ConversationId> oldestFirst = new ArrayList<>();

        @BeforeEach
        void fill() {
            Document seen = new Document();
            for (int i = 1; i <= 5; i++) {
                ConversationId conversation = conversation(i, i * 10L, i / 2);
                seen.append(conversation.value(), 0L);
                oldestFirst.add(conversation);
            }
            insert(View.INBOX, ALICE.value(), new Document("c", seen));
            token("conversations:0", 60);
            token("conversations:1", 55);
            token("receipts:0", 70);
            token("push-hook:0", 3);
        }

        private void token(String id, long position) {
            database.getCollection(MongoTokenStore.COLLECTION)
                    .insertOne(new Document("_id", id)
                            .append("processor", id.substring(0, id.indexOf(':')))
                            .append("position", position));
        }

        private Synced sync(@Nullable String mark, @Nullable String page, int limit) {
            return syncs.handle(new SyncInbox(ALICE, mark, page, limit));
        }

        private Set<ConversationId> of(Synced synced) {
            Set<ConversationId> conversations = new HashSet<>();
            synced.heads()
                    .forEach(head ->
                            assertThat(conversations.add(head.conversation())).isTrue());
            return conversations;
        }

        @Test
        void nothingHappenedSinceTheMark() {
            Synced synced = sync("epoch.50", null, 10);
            assertThat(synced).isEqualTo(new Synced(Outcome.COMPLETE, List.of(), null, "epoch.55"));
        }

        @Test
        void whatHappenedBehindTheMarkIsGiven() {
            Synced synced = sync("epoch.29", null, 10);
            assertThat(synced.outcome()).isEqualTo(Outcome.CHANGED);
            assertThat(of(synced)).containsExactlyInAnyOrderElementsOf(oldestFirst.subList(2, 5));
            assertThat(synced.next()).isNull();
            assertThat(synced.mark()).as("what every segment has finished").isEqualTo("epoch.55");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "other.29",
                    "epoch.56",
                    "epoch.9223372036854775807",
                    "epoch.",
                    "epoch",
                    ".29",
                    ".",
                    "",
                    "epoch.29.1",
                    "epoch.x",
                    "ep.och.29",
                    "\u0000",
                    "epoch.99999999999999999999"
                })
        void aMarkThatIsOfNoUseIsAResetWithEverything(String mark) {
            Synced synced = sync(mark, null, 10);
            assertThat(synced.outcome()).isEqualTo(Outcome.RESET);
            assertThat(of(synced)).containsExactlyInAnyOrderElementsOf(oldestFirst);
        }

        @Test
        void noMarkIsAResetWithEverything() {
            assertThat(sync(null, null, 10).outcome()).isEqualTo(Outcome.RESET);
        }

        @Test
        void whoHasNoConversationsGetsNone() {
            assertThat(syncs.handle(new SyncInbox(MALLORY, null, null, 10)).heads())
                    .isEmpty();
            assertThat(syncs.handle(new SyncInbox(MALLORY, "epoch.3", null, 10)).outcome())
                    .isEqualTo(Outcome.COMPLETE);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6})
        void pagesLeaveNothingOutAndRepeatNothing(int limit) {
            List<ConversationId> seen = new ArrayList<>();
            Synced page = sync("epoch.19", null, limit);
            page.heads().forEach(head -> seen.add(head.conversation()));
            while (page.next() != null) {
                assertThat(page.heads()).hasSize(limit);
                page = sync(null, page.next(), limit);
                assertThat(page.outcome()).isEqualTo(Outcome.CHANGED);
                page.heads().forEach(head -> seen.add(head.conversation()));
            }

            assertThat(seen).containsExactlyInAnyOrderElementsOf(oldestFirst.subList(1, 5));
        }

        @Test
        void laterPagesKeepTheFirstPagesMarkAndOutcome() {
            Synced first = sync(null, null, 2);
            token("receipts:1", 57);
            database.getCollection(MongoTokenStore.COLLECTION)
                    .updateOne(
                            new Document("_id", "conversations:1"),
                            new Document("$set", new Document("position", 60L)));
            Synced second = sync(null, first.next(), 10);

            assertThat(first.outcome()).isEqualTo(Outcome.RESET);
            assertThat(second.outcome()).isEqualTo(Outcome.RESET);
            assertThat(second.mark()).isEqualTo(first.mark());
            assertThat(sync(null, null, 10).mark()).isEqualTo("epoch.57");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "garbage", "1.2.3", "a.b.c.d", "1.2.x.d", "....", "\u0000"})
        void aPageThatNeverWasOneIsAResetFromTheStart(String page) {
            Synced synced = sync("epoch.29", page, 10);
            assertThat(synced.outcome()).isEqualTo(Outcome.RESET);
            assertThat(of(synced)).containsExactlyInAnyOrderElementsOf(oldestFirst);
        }
    }
}
