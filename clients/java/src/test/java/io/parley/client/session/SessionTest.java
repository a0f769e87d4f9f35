package io.parley.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.client.ParleyClient;
import io.parley.client.script.Peer;
import io.parley.client.script.ScriptedServer;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Outcome;
import io.parley.protocol.ServerFrame.Watermark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("FutureReturnValueIgnored") // the recorder tells what became of a message
class SessionTest {
    private static final long LONG_HEARTBEAT = 60_000;
    private static final String ME = "alice";
    private static final String C = "c1";

    @TempDir
    Path folder;

    private final Recorder recorder = new Recorder();
    private final MemorySessionStore store = new MemorySessionStore();
    private final AtomicInteger refreshes = new AtomicInteger();
    private ScriptedServer server;
    private @Nullable Session session;

    @BeforeEach
    void start() {
        server = ScriptedServer.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        if (session != null) session.close();
        server.close();
    }

    private Session open() {
        return open(options());
    }

    private static SessionOptions options() {
        return SessionOptions.defaults("test/1").withBackoff(Duration.ofMillis(1), Duration.ofMillis(20));
    }

    private Session open(SessionOptions options) {
        TokenSource tokens = refresh -> new AccessToken(
                "token-" + (refresh ? refreshes.incrementAndGet() : refreshes.get()),
                Instant.now().plusSeconds(3600));
        Session opened = ParleyClient.at(server.uri()).session(tokens, store, options, recorder);
        session = opened;
        return opened;
    }

    private Peer greeted() {
        Peer peer = server.peer();
        peer.greet(ME, LONG_HEARTBEAT);
        peer.sync(Outcome.COMPLETE, "m1");
        return peer;
    }

    private static ServerFrame.Message message(long seq) {
        return new ServerFrame.Message(
                C, seq, "message", "bob", "d2", UUID.randomUUID(), "text " + seq, null, Peer.TIME);
    }

    private static Entry entry(long seq) {
        return new Entry(seq, "message", "bob", "d2", UUID.randomUUID(), "text " + seq, null, Peer.TIME);
    }

    private static Head head(long seq, long delivered, long read) {
        return head(seq, new Watermark(ME, delivered, read));
    }

    private static Head head(long seq, Watermark watermark) {
        return new Head(
                C,
                "direct",
                ServerFrame.Standing.MEMBER,
                null,
                2,
                false,
                seq,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(ME, "bob"),
                List.of(watermark));
    }

    private static Watermark bob(long delivered, long read) {
        return new Watermark("bob", delivered, read);
    }

    private static ServerFrame.Receipt receipt(Watermark watermark) {
        return new ServerFrame.Receipt(C, List.of(watermark));
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(0, last).boxed().toList();
    }

    private void awaitWatermarks(Watermark... told) {
        await().untilAsserted(() -> assertThat(recorder.watermarks).containsExactly(told));
    }

    private void awaitSeqs(List<Long> seqs) {
        await().untilAsserted(() -> assertThat(recorder.seqs).isEqualTo(seqs));
    }

    @Test
    void aMessageIsGivenAndAcknowledged() {
        open();
        Peer peer = greeted();
        peer.send(message(0));
        assertThat(peer.expect(ClientFrame.Delivered.class)).isEqualTo(new ClientFrame.Delivered(C, 0));
        awaitSeqs(List.of(0L));
    }

    @Test
    void aPushThatComesTwiceIsGivenOnce() {
        open();
        Peer peer = greeted();
        peer.send(message(0));
        peer.send(message(0));
        peer.send(message(1));
        peer.send(message(0));
        peer.send(message(2));
        awaitSeqs(upTo(2));
    }

    @Test
    void atAGapHistoryIsAskedAndNothingOvertakes() {
        open();
        Peer peer = greeted();
        peer.send(message(0));
        peer.send(message(3));
        ClientFrame.History history = peer.expect(ClientFrame.History.class);
        assertThat(history.after()).isEqualTo(0);
        peer.send(message(4));
        peer.send(new ServerFrame.Messages(history.id(), C, List.of(entry(1), entry(2), entry(3)), false));
        awaitSeqs(upTo(4));
    }

    @Test
    void aLongAbsenceIsPulledPageByPageAndAcknowledgedOncePerPage() {
        open();
        Peer peer = server.peer();
        peer.greet(ME, LONG_HEARTBEAT);
        peer.sync(Outcome.CHANGED, "m1", head(249, 49, -1));
        for (long first = 50; first < 250; first += 100) {
            ClientFrame.History history = peer.expect(ClientFrame.History.class);
            assertThat(history.after()).isEqualTo(first - 1);
            List<Entry> page = LongStream.range(first, first + 100)
                    .mapToObj(SessionTest::entry)
                    .toList();
            assertThat(store.load().mark()).isNull();
            peer.send(new ServerFrame.Messages(history.id(), C, page, first < 150));
        }
        await().until(() -> recorder.seqs.size() == 200);
        assertThat(recorder.seqs).isEqualTo(LongStream.range(50, 250).boxed().toList());
        await().until(() -> recorder.caughtUp.size() == 1);
        assertThat(store.load().mark()).isEqualTo("m1");
        List<ClientFrame.Delivered> acks = new ArrayList<>();
        do acks.add(peer.expect(ClientFrame.Delivered.class));
        while (acks.getLast().upTo() < 249);
        assertThat(acks.size()).isLessThanOrEqualTo(2);
    }

    @Test
    void aSendIsAcceptedAndComesBackAsAnEntry() throws Exception {
        open();
        Peer peer = greeted();
        CompletableFuture<Accepted> sent = session().send(C, "hello");
        peer.accept(peer.expect(ClientFrame.Send.class), 0);
        assertThat(sent.get(5, TimeUnit.SECONDS).seq()).isZero();
        await().untilAsserted(() -> assertThat(recorder.bodies).containsExactly("hello"));
        assertThat(store.load().outbox()).isEmpty();
    }

    @Test
    void ownEntriesFillTheGapsInWhatIsPushed() {
        open();
        Peer peer = greeted();
        session().send(C, "mine");
        ClientFrame.Send send = peer.expect(ClientFrame.Send.class);
        peer.send(message(1));
        peer.accept(send, 0);
        awaitSeqs(upTo(1));
        assertThat(peer.has(ClientFrame.History.class)).isFalse();
    }

    @Test
    void eachSendNamesTheOneBeforeAndSixteenAreOnTheirWay() {
        open();
        Peer peer = greeted();
        IntStream.range(0, 20).forEach(i -> session().send(C, "m" + i));
        List<ClientFrame.Send> sends = new ArrayList<>();
        for (int i = 0; i < 16; i++) sends.add(peer.expect(ClientFrame.Send.class));
        assertThat(sends.getFirst().after()).isNull();
        for (int i = 1; i < 16; i++)
            assertThat(sends.get(i).after()).isEqualTo(sends.get(i - 1).mid());
        assertThat(peer.has(ClientFrame.Send.class)).isFalse();
        peer.accept(sends.getFirst(), 0);
        ClientFrame.Send next = peer.expect(ClientFrame.Send.class);
        assertThat(next.body()).isEqualTo("m16");
        assertThat(next.after()).isEqualTo(sends.getLast().mid());
    }

    @Test
    void anAnswerThatWasLostIsFetchedByTheSameFrames() throws Exception {
        open();
        Peer peer = greeted();
        CompletableFuture<Accepted> first = session().send(C, "one");
        CompletableFuture<Accepted> second = session().send(C, "two");
        ClientFrame.Send one = peer.expect(ClientFrame.Send.class);
        ClientFrame.Send two = peer.expect(ClientFrame.Send.class);
        peer.close(4000);

        Peer again = greeted();
        ClientFrame.Send oneAgain = again.expect(ClientFrame.Send.class);
        ClientFrame.Send twoAgain = again.expect(ClientFrame.Send.class);
        assertThat(List.of(oneAgain.mid(), twoAgain.mid())).containsExactly(one.mid(), two.mid());
        assertThat(oneAgain.after()).isNull();
        assertThat(twoAgain.after()).isEqualTo(two.after());
        again.send(new Accepted(oneAgain.id(), C, one.mid(), 0, Peer.TIME, true));
        again.send(new Accepted(twoAgain.id(), C, two.mid(), 1, Peer.TIME, null));
        assertThat(first.get(5, TimeUnit.SECONDS).seq()).isZero();
        assertThat(second.get(5, TimeUnit.SECONDS).seq()).isEqualTo(1);
        awaitSeqs(upTo(1));
    }

    @Test
    void outOfOrderChainsToWhatTheServerSays() throws Exception {
        open();
        Peer peer = greeted();
        UUID known = UUID.randomUUID();
        CompletableFuture<Accepted> first = session().send(C, "one");
        CompletableFuture<Accepted> second = session().send(C, "two");
        for (int i = 0; i < 2; i++) {
            ClientFrame.Send send = peer.expect(ClientFrame.Send.class);
            peer.send(new ServerFrame.Error(send.id(), "out_of_order", "chain", false, null, known));
        }
        ClientFrame.Send one = peer.expect(ClientFrame.Send.class);
        ClientFrame.Send two = peer.expect(ClientFrame.Send.class);
        assertThat(one.body()).isEqualTo("one");
        assertThat(one.after()).isEqualTo(known);
        assertThat(two.after()).isEqualTo(one.mid());
        peer.accept(one, 7);
        peer.accept(two, 8);
        assertThat(first.get(5, TimeUnit.SECONDS).seq()).isEqualTo(7);
        assertThat(second.get(5, TimeUnit.SECONDS).seq()).isEqualTo(8);
    }

    @Test
    void aMessageThatIsRefusedForGoodLeavesAndTheNextChainsPastIt() throws Exception {
        open();
        Peer peer = greeted();
        session().send(C, "one");
        CompletableFuture<Accepted> bad = session().send(C, "two");
        CompletableFuture<Accepted> third = session().send(C, "three");
        ClientFrame.Send one = peer.expect(ClientFrame.Send.class);
        ClientFrame.Send two = peer.expect(ClientFrame.Send.class);
        ClientFrame.Send three = peer.expect(ClientFrame.Send.class);
        peer.accept(one, 0);
        peer.send(ServerFrame.Error.of(two.id(), ErrorCode.UNKNOWN_CONVERSATION));
        peer.send(new ServerFrame.Error(three.id(), "out_of_order", "chain", false, null, one.mid()));
        ClientFrame.Send again = peer.expect(ClientFrame.Send.class);
        assertThat(again.body()).isEqualTo("three");
        assertThat(again.mid()).isEqualTo(three.mid());
        assertThat(again.after()).isEqualTo(one.mid());
        peer.accept(again, 1);
        assertThat(third.get(5, TimeUnit.SECONDS).seq()).isEqualTo(1);
        assertThat(bad).isCompletedExceptionally();
        assertThat(recorder.refusals).containsExactly("unknown_conversation");
        assertThat(store.load().outbox()).isEmpty();
    }

    @Test
    void aRefusalThatMayPassIsTriedAgainUnchanged() {
        open();
        Peer peer = greeted();
        session().send(C, "one");
        ClientFrame.Send first = peer.expect(ClientFrame.Send.class);
        peer.send(new ServerFrame.Error(first.id(), "unavailable", "later", true, 1L, null));
        ClientFrame.Send again = peer.expect(ClientFrame.Send.class);
        assertThat(again.mid()).isEqualTo(first.mid());
        assertThat(again.after()).isEqualTo(first.after());
        peer.accept(again, 0);
        awaitSeqs(List.of(0L));
    }

    @Test
    void whatIsWrittenOfflineGoesOutInOrderLaterAlsoByAnotherSessionOnTheSameStore() {
        open();
        server.peer();
        session().send(C, "one");
        session().send(C, "two");
        await().until(() -> store.load().outbox().size() == 2);
        session().close();

        open();
        Peer peer = greeted();
        ClientFrame.Send one = peer.expect(ClientFrame.Send.class);
        ClientFrame.Send two = peer.expect(ClientFrame.Send.class);
        assertThat(List.of(one.body(), two.body())).containsExactly("one", "two");
        peer.accept(one, 0);
        peer.accept(two, 1);
        await().untilAsserted(() -> assertThat(store.load().outbox()).isEmpty());
        assertThat(store.load().lastAccepted()).containsEntry(C, two.mid());
    }

    @Test
    void watermarksThatTheServerDoesNotHaveAreSentAgain() {
        open();
        Peer peer = greeted();
        peer.send(message(0));
        peer.send(message(1));
        awaitSeqs(upTo(1));
        session().read(C, 1);
        assertThat(peer.expect(ClientFrame.Read.class).upTo()).isEqualTo(1);
        peer.close(4001);

        Peer again = server.peer();
        again.greet(ME, LONG_HEARTBEAT);
        again.sync(Outcome.CHANGED, "m2", head(1, 0, -1));
        assertThat(again.expect(ClientFrame.Read.class)).isEqualTo(new ClientFrame.Read(C, 1));
        again.close(4001);

        Peer third = server.peer();
        third.greet(ME, LONG_HEARTBEAT);
        third.sync(Outcome.CHANGED, "m3", head(1, 1, 1));
        third.send(message(2));
        third.expect(ClientFrame.Delivered.class);
        assertThat(third.has(ClientFrame.Read.class)).isFalse();
    }

    @Test
    void silenceEndsAHalfOpenConnectionAndPingsAreAnswered() {
        open();
        Peer peer = server.peer();
        peer.greet(ME, 500);
        peer.sync(Outcome.COMPLETE, "m1");
        // A ping's mark counts only once the sync is through.
        await().until(() -> "m1".equals(store.load().mark()));
        peer.send(new ServerFrame.Ping("m2"));
        peer.expect(ClientFrame.Pong.class);
        await().until(() -> "m2".equals(store.load().mark()));
        Peer again = server.peer();
        assertThat(again.greet(ME, LONG_HEARTBEAT).mark()).isEqualTo("m2");
        assertThat(again.sync(Outcome.COMPLETE, "m3").mark()).isEqualTo("m2");
        await().untilAsserted(() -> assertThat(recorder.states)
                .containsExactly(
                        SessionState.CONNECTING,
                        SessionState.CONNECTED,
                        SessionState.RECONNECTING,
                        SessionState.CONNECTED));
    }

    @Test
    void aRequestThatIsNotAnsweredCostsTheConnection() {
        open(options().withAnswerWithin(Duration.ofMillis(200)));
        Peer peer = greeted();
        session().send(C, "one");
        ClientFrame.Send send = peer.expect(ClientFrame.Send.class);
        Peer again = greeted();
        assertThat(again.expect(ClientFrame.Send.class).mid()).isEqualTo(send.mid());
    }

    @ParameterizedTest
    @CsvSource({"4000,0", "4003,0", "1006,0", "4100,1", "4101,1"})
    void theCloseCodeSaysWhetherTheTokenIsRenewed(int code, int renewals) {
        open();
        Peer peer = greeted();
        await().until(() -> session().state() == SessionState.CONNECTED);
        peer.close(code == 1006 ? 1001 : code);
        assertThat(server.peer().expect(ClientFrame.Hello.class).token()).isEqualTo("token-" + renewals);
    }

    @ParameterizedTest
    @CsvSource({"4200,REFUSED", "4201,REFUSED", "4202,LOGGED_OUT"})
    void someCloseCodesEndTheSession(int code, SessionState last) {
        open();
        Peer peer = greeted();
        CompletableFuture<Accepted> sent = session().send(C, "one");
        peer.expect(ClientFrame.Send.class);
        peer.close(code);
        await().until(() -> session().state() == last);
        assertThat(sent)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(SessionClosed.class);
        assertThat(store.load().outbox()).hasSize(1);
    }

    @Test
    void anExpiredTokenAtHelloIsRenewed() {
        open();
        Peer peer = server.peer();
        ClientFrame.Hello hello = peer.expect(ClientFrame.Hello.class);
        peer.send(ServerFrame.Error.of(hello.id(), ErrorCode.TOKEN_EXPIRED));
        assertThat(server.peer().expect(ClientFrame.Hello.class).token()).isEqualTo("token-1");
    }

    @Test
    void goawayMovesToANewConnection() {
        open();
        Peer peer = greeted();
        peer.send(new ServerFrame.Goaway(10));
        Peer moved = greeted();
        session().send(C, "after the move");
        assertThat(moved.expect(ClientFrame.Send.class).body()).isEqualTo("after the move");
        await().until(() -> !peer.isOpen());
    }

    @Test
    void resyncAsksAgainFromTheLastMark() {
        open();
        Peer peer = greeted();
        await().until(() -> recorder.caughtUp.size() == 1);
        peer.send(new ServerFrame.Resync());
        assertThat(peer.sync(Outcome.CHANGED, "m2", head(0, -1, -1)).mark()).isEqualTo("m1");
        ClientFrame.History history = peer.expect(ClientFrame.History.class);
        peer.send(new ServerFrame.Messages(history.id(), C, List.of(entry(0)), false));
        awaitSeqs(List.of(0L));
    }

    @Test
    void afterAResetTheServersStoryCounts() {
        store.seen(C, 90);
        store.mark("old");
        open();
        Peer peer = server.peer();
        peer.greet(ME, LONG_HEARTBEAT);
        assertThat(peer.sync(Outcome.RESET, "m9", head(4, 4, 4)).mark()).isEqualTo("old");
        await().until(() -> "m9".equals(store.load().mark()));
        peer.send(message(5));
        awaitSeqs(List.of(5L));
    }

    @Test
    void anOlderReceiptLowersNoWatermark() {
        open();
        Peer peer = greeted();
        peer.send(receipt(bob(5, 3)));
        peer.send(receipt(bob(4, 2)));
        peer.send(receipt(bob(6, 1)));
        awaitWatermarks(bob(5, 3), bob(5, 3), bob(6, 3));
    }

    @Test
    void anotherHistoryMayHaveLowerWatermarks() {
        open();
        Peer peer = greeted();
        peer.send(receipt(bob(5, 5)));
        await().until(() -> "m1".equals(store.load().mark()));
        peer.send(new ServerFrame.Resync());
        assertThat(peer.sync(Outcome.RESET, "m9", head(2, bob(2, 1))).mark()).isEqualTo("m1");
        awaitWatermarks(bob(5, 5), bob(2, 1));
    }

    @Test
    void theFirstStateOfTheViewsMayBeBehindWhatWasPushed() {
        open();
        Peer peer = server.peer();
        peer.greet(ME, LONG_HEARTBEAT);
        peer.send(receipt(bob(5, 5)));
        assertThat(peer.sync(Outcome.RESET, "m1", head(4, bob(4, 4))).mark()).isNull();
        awaitWatermarks(bob(5, 5), bob(5, 5));
    }

    @Test
    void headsComeInPagesAndTheMarkHoldsAfterTheLast() {
        open();
        Peer peer = server.peer();
        peer.greet(ME, LONG_HEARTBEAT);
        ClientFrame.Sync first = peer.expect(ClientFrame.Sync.class);
        peer.send(new ServerFrame.Synced(first.id(), Outcome.CHANGED, List.of(head(3, 3, 3)), null, "p2", "m1"));
        ClientFrame.Sync second = peer.expect(ClientFrame.Sync.class);
        assertThat(second.page()).isEqualTo("p2");
        assertThat(store.load().mark()).isNull();
        peer.send(new ServerFrame.Synced(second.id(), Outcome.CHANGED, List.of(), null, null, "m1"));
        await().until(() -> "m1".equals(store.load().mark()));
    }

    @Test
    void aFaultOfTheAppDoesNotStopTheSession() {
        SessionListener faulty = new SessionListener() {
            @Override
            public void onMessage(String conversation, Entry entry) {
                recorder.onMessage(conversation, entry);
                throw new IllegalStateException("the app's fault, on purpose");
            }
        };
        session = ParleyClient.at(server.uri())
                .session(refresh -> new AccessToken("t", Instant.now().plusSeconds(3600)), store, options(), faulty);
        Peer peer = greeted();
        peer.send(message(0));
        peer.send(message(1));
        awaitSeqs(upTo(1));
    }

    private Session session() {
        if (session == null) throw new IllegalStateException("not opened");
        return session;
    }
}
