package io.parley.edge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.protocol.CloseCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboundTest {
    private static final int MOST_PUSHES = 10;
    private static final int MOST_CHARS = 100;

    private final ScriptedSocket socket = new ScriptedSocket();
    private final Outbound outbound = new Outbound(socket, MOST_PUSHES, MOST_CHARS);

    @Test
    void whatWasPushedBeforeTheWelcomeFollowsIt() {
        outbound.push("one");
        outbound.push("two");
        outbound.open("welcome");
        outbound.push("three");

        await().untilAsserted(() -> assertThat(socket.written()).containsExactly("welcome", "one", "two", "three"));
    }

    @Test
    void aReplyBeforeTheWelcomeLetsNoPushSlipThrough() {
        outbound.reply("error");
        await().until(() -> socket.written().contains("error"));
        outbound.push("one");
        outbound.reply("another error");
        outbound.open("welcome");

        await().until(() -> socket.written().size() == 4);
        assertThat(socket.written().indexOf("welcome"))
                .isLessThan(socket.written().indexOf("one"));
    }

    @Test
    void theOrderIsKept() {
        outbound.open("welcome");
        socket.stopReading();
        List<String> expected = new ArrayList<>(List.of("welcome"));
        for (int i = 0; i < 200; i++) {
            outbound.reply("reply " + i);
            expected.add("reply " + i);
            if (i % 50 == 0) {
                outbound.push("push " + i);
                expected.add("push " + i);
            }
        }
        socket.goOnReading();

        await().untilAsserted(() -> assertThat(socket.written()).containsExactlyElementsOf(expected));
    }

    @Test
    void whoeverRepliesHereHasWrittenItByThen() {
        AtomicInteger over = new AtomicInteger();
        outbound.replyHere(List.of("one", "two"), over::incrementAndGet);

        assertThat(socket.written()).containsExactly("one", "two");
        assertThat(over.get()).isEqualTo(2);
        outbound.end();
        outbound.replyHere(List.of("never"), over::incrementAndGet);
        assertThat(socket.written()).containsExactly("one", "two");
        assertThat(over.get()).isEqualTo(3);
    }

    @Test
    void whoeverWritesByItselfWritesNotForOthers() throws InterruptedException {
        socket.stopReading();
        Thread replying = Thread.ofVirtual().start(() -> outbound.replyHere(List.of("own"), () -> {}));
        await().until(socket::isBlocked);
        outbound.reply("another's");
        socket.letRead(1);
        replying.join();

        assertThat(socket.written()).containsExactly("own");
        socket.goOnReading();
        await().untilAsserted(() -> assertThat(socket.written()).containsExactly("own", "another's"));
    }

    @Test
    void anEndThatComesWhileAReplyIsWrittenComesAfterIt() throws InterruptedException {
        AtomicInteger ended = new AtomicInteger();
        socket.stopReading();
        Thread replying = Thread.ofVirtual().start(() -> outbound.replyHere(List.of("own"), () -> {}));
        await().until(socket::isBlocked);
        outbound.replyAndEnd("last", ended::incrementAndGet);
        socket.goOnReading();
        replying.join();

        await().until(() -> ended.get() == 1);
        assertThat(socket.written()).containsExactly("own", "last");
    }

    @Test
    void aReaderThatLetsPushesPileUpIsClosedOnce() {
        stall();
        IntStream.range(0, MOST_PUSHES).forEach(i -> outbound.push("p" + i));
        assertThat(socket.closes()).isEmpty();
        IntStream.range(0, 5).forEach(i -> outbound.push("too much"));

        assertThat(socket.closes()).containsExactly(CloseCode.SLOW);
        socket.goOnReading();
        await().until(() -> !socket.isBlocked());
        outbound.push("later");
        outbound.reply("later");
        assertThat(socket.written()).doesNotContain("p0", "later", "too much");
    }

    @Test
    void pushesAreBoundedBySizeToo() {
        stall();
        outbound.push("x".repeat(MOST_CHARS));
        assertThat(socket.closes()).isEmpty();
        outbound.push("y");

        assertThat(socket.closes()).containsExactly(CloseCode.SLOW);
    }

    @Test
    void repliesDoNotCount() {
        stall();
        IntStream.range(0, MOST_PUSHES * 10).forEach(i -> outbound.reply("a reply of some length " + i));
        outbound.push("p");
        socket.goOnReading();

        await().until(() -> socket.written().contains("p"));
        assertThat(socket.closes()).isEmpty();
    }

    @Test
    void whatWasTakenNoLongerCounts() {
        outbound.open("welcome");
        for (int i = 0; i < MOST_PUSHES * 3; i++) {
            String push = "push " + i;
            outbound.push(push);
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> socket.written().contains(push));
        }
        assertThat(socket.closes()).isEmpty();
    }

    @Test
    void theLastReplyIsWrittenBeforeTheEnd() throws InterruptedException {
        for (int attempt = 0; attempt < 500; attempt++) {
            ScriptedSocket fresh = new ScriptedSocket();
            Outbound ending = new Outbound(fresh, MOST_PUSHES, MOST_CHARS);
            List<String> writtenAtTheEnd = new ArrayList<>();
            CountDownLatch ended = new CountDownLatch(1);
            ending.open("welcome");
            ending.push("push");
            ending.replyAndEnd("last", () -> {
                writtenAtTheEnd.addAll(fresh.written());
                ended.countDown();
            });
            ending.reply("never");
            ending.push("never");

            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(writtenAtTheEnd).startsWith("welcome").endsWith("last").doesNotContain("never");
        }
    }

    @Test
    void theLastReplyAlsoEndsASessionThatNeverOpened() {
        AtomicInteger ended = new AtomicInteger();
        outbound.push("push");
        outbound.replyAndEnd("refused", ended::incrementAndGet);
        outbound.replyAndEnd("again", ended::incrementAndGet);

        await().until(() -> ended.get() == 1);
        assertThat(socket.written()).containsExactly("refused");
    }

    @Test
    void nothingIsWrittenAfterTheEnd() {
        outbound.push("push");
        outbound.end();
        outbound.open("welcome");
        outbound.reply("reply");
        outbound.push("push");
        Outbound other = new Outbound(socket, MOST_PUSHES, MOST_CHARS);
        other.open("other");

        await().until(() -> socket.written().contains("other"));
        assertThat(socket.written()).containsExactly("other");
    }

    @Test
    void aBrokenSocketIsClosedAndWrittenNoMore() {
        socket.breakDown();
        outbound.open("welcome");
        await().until(() -> socket.closes().contains(CloseCode.SLOW));
        outbound.reply("reply");

        assertThat(socket.closes()).containsExactly(CloseCode.SLOW);
        assertThat(socket.written()).isEmpty();
    }

    /** The reader has stopped, and one text is stuck in the socket. */
    private void stall() {
        outbound.open("welcome");
        await().until(() -> socket.written().contains("welcome"));
        socket.stopReading();
        outbound.reply("stuck");
        await().until(socket::isBlocked);
    }
}
