package io.parley.edge.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.parley.protocol.CloseCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who is answered when, and what is read when. */
class PollSocketTest {
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final List<CloseCode> closes = new CopyOnWriteArrayList<>();
    private final PollSocket socket = new PollSocket(Duration.ofSeconds(30), closes::add);
    private final List<String> read = new CopyOnWriteArrayList<>();
    private final AtomicBoolean identified = new AtomicBoolean(true);
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private Consumer<String> reader = read::add;

    PollSocketTest() {
        socket.start(identified::get, frame -> reader.accept(frame), () -> closed.complete(null));
    }

    private static final class Poll implements Consumer<PollSocket.Answer> {
        private final List<PollSocket.Answer> answers = new CopyOnWriteArrayList<>();

        @Override
        public void accept(PollSocket.Answer answer) {
            answers.add(answer);
        }

        List<String> frames() {
            return await().until(() -> answers, found -> !found.isEmpty())
                    .getFirst()
                    .frames();
        }
    }

    private Poll hold() {
        Poll poll = new Poll();
        socket.hold(poll);
        return poll;
    }

    private CompletableFuture<Void> write(String... texts) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        socket.write(List.of(texts));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                THREADS);
    }

    @Test
    void aHeldPollIsAnsweredByTheNextWrite() {
        Poll poll = hold();
        assertThat(poll.answers).isEmpty();
        write("1", "2").join();
        assertThat(poll.frames()).containsExactly("1", "2");
    }

    @Test
    void whatIsWrittenWaitsForAPollAndSoDoesTheWriter() {
        CompletableFuture<Void> writing = write("1");
        Poll poll = hold();
        assertThat(poll.frames()).containsExactly("1");
        writing.join();
        assertThat(hold().answers).as("nothing is said twice").isEmpty();
    }

    @Test
    void aWriterIsHeldUpForSoLongOnly() {
        PollSocket impatient = new PollSocket(Duration.ofMillis(10), closes::add);
        impatient.start(() -> true, text -> {}, () -> {});
        assertThat(catchThrowable(() -> impatient.write(List.of("1")))).isInstanceOf(IOException.class);
    }

    @Test
    void aLaterPollTakesTheEarliersPlace() {
        Poll first = hold();
        Poll second = hold();
        assertThat(first.frames()).isEmpty();
        write("1").join();
        assertThat(second.frames()).containsExactly("1");
        assertThat(first.answers).hasSize(1);
    }

    @Test
    void aPollIsLetGoWithNothingOnceIfAtAll() {
        Poll poll = hold();
        socket.release(poll);
        assertThat(poll.frames()).isEmpty();
        socket.release(poll);
        assertThat(poll.answers).hasSize(1);

        Poll answered = hold();
        write("1").join();
        socket.release(answered);
        assertThat(answered.answers).hasSize(1);
    }

    @Test
    void aRefusalBeforeAnybodyIsKnownComesWithItsClose() {
        identified.set(false);
        Poll poll = hold();
        write("refused").join();
        assertThat(poll.answers).isEmpty();
        socket.close(CloseCode.TOKEN_INVALID);
        assertThat(poll.answers).containsExactly(new PollSocket.Answer(List.of("refused"), CloseCode.TOKEN_INVALID));
    }

    @Test
    void aCloseIsToldOnceAndTheNextPollToo() {
        Poll held = hold();
        socket.close(CloseCode.DRAIN);
        socket.close(CloseCode.SLOW);
        closed.join();
        assertThat(closes).containsExactly(CloseCode.DRAIN);
        assertThat(held.answers).containsExactly(new PollSocket.Answer(List.of(), CloseCode.DRAIN));
        Poll late = hold();
        assertThat(late.answers).containsExactly(new PollSocket.Answer(List.of(), CloseCode.DRAIN));
        assertThat(catchThrowable(() -> socket.write(List.of("1")))).isInstanceOf(IOException.class);
    }

    @Test
    void aCloseEndsAWriteThatNobodyAsksFor() {
        CompletableFuture<Void> writing = write("1");
        socket.close(CloseCode.SILENT);
        await().until(writing::isDone);
        assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void framesAreReadInOrderAndThenTheirPostIsOver() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        socket.post(List.of("1", "2"), () -> first.complete(null));
        socket.post(List.of("3"), () -> second.complete(null));
        second.join();
        assertThat(first).isDone();
        assertThat(read).containsExactly("1", "2", "3");
    }

    @Test
    void nothingIsReadWhileReadingIsSuspendedEvenFromWithinAFrame() {
        reader = frame -> {
            read.add(frame);
            if (frame.equals("hello")) {
                socket.suspendReading();
            }
        };
        CompletableFuture<Void> over = new CompletableFuture<>();
        socket.post(List.of("hello", "sync"), () -> over.complete(null));
        await().until(() -> read.contains("hello"));
        socket.suspendReading();
        socket.resumeReading();
        assertThat(over).isNotDone();
        assertThat(read).containsExactly("hello");
        socket.resumeReading();
        over.join();
        assertThat(read).containsExactly("hello", "sync");
    }

    @Test
    void aFrameThatBreaksEndsTheSessionAndLeavesNobodyWaiting() {
        reader = frame -> {
            throw new IllegalStateException("broken");
        };
        Poll held = hold();
        CompletableFuture<Void> over = new CompletableFuture<>();
        socket.post(List.of("1", "2"), () -> over.complete(null));
        over.join();
        closed.join();
        assertThat(held.answers).containsExactly(new PollSocket.Answer(List.of(), CloseCode.INTERNAL));
    }

    @Test
    void aPostThatIsNotReadAnyMoreIsOver() {
        socket.suspendReading();
        CompletableFuture<Void> before = new CompletableFuture<>();
        socket.post(List.of("1"), () -> before.complete(null));
        socket.close(CloseCode.SLOW);
        assertThat(before).isDone();
        CompletableFuture<Void> after = new CompletableFuture<>();
        socket.post(List.of("2"), () -> after.complete(null));
        assertThat(after).isDone();
        assertThat(read).isEmpty();
    }
}
