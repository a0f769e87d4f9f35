package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.client.http.HistoryPage;
import io.parley.client.http.ParleyProblem;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Messages;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({SharedServer.class, FramesChecked.class})
class HistoryIT {
    private static final long HEAD = 25;

    private final Person alice;
    private final Person bob;
    private final Socket a;
    private String conversation = "";

    HistoryIT(RunningServer server) {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
        a = alice.connect();
    }

    @BeforeEach
    void theyTalked() {
        conversation = alice.with(bob);
        for (int i = 1; i <= HEAD; i++) {
            a.say(conversation, "m" + i);
        }
        await().until(() ->
                a.history(conversation, null, HEAD - 1, null).entries().size() == 1);
    }

    @AfterEach
    void leave() {
        a.close();
    }

    @Test
    void withNeitherComesTheNewestPage() {
        assertPage(a.history(conversation, null, null, 10), 16, 25, true);
        assertPage(a.history(conversation, null, null, null), 0, 25, false);
    }

    @Test
    void beforeGivesTheNewestBelowAndAfterTheOldestAbove() {
        assertPage(a.history(conversation, 16L, null, 10), 6, 15, true);
        assertPage(a.history(conversation, 6L, null, 10), 0, 5, false);
        assertPage(a.history(conversation, 1_000L, null, 3), 23, 25, true);
        assertPage(a.history(conversation, null, -1L, 10), 0, 9, true);
        assertPage(a.history(conversation, null, 9L, 10), 10, 19, true);
        assertPage(a.history(conversation, null, 19L, 10), 20, 25, false);
        assertPage(a.history(conversation, null, 15L, 10), 16, 25, false);
    }

    @Test
    void beyondEitherEndThereIsNothingAndNoMore() {
        assertNothing(a.history(conversation, 0L, null, 10));
        assertNothing(a.history(conversation, null, HEAD, 10));
        assertNothing(a.history(conversation, null, 1_000L, 10));
        assertNothing(a.history(conversation, null, Long.MAX_VALUE - 1, 10));
        assertNothing(a.history(conversation, null, Long.MAX_VALUE, 10));
        assertPage(a.history(conversation, Long.MAX_VALUE, null, 10), 16, 25, true);
    }

    @Test
    void overHttpItIsTheSame() {
        Messages newest = a.history(conversation, null, null, 10);
        assertThat(bob.http().entriesBefore(bob.token(), conversation, null, 10))
                .isEqualTo(new HistoryPage(newest.entries(), newest.more()));
        Messages below = a.history(conversation, 16L, null, 10);
        assertThat(bob.http().entriesBefore(bob.token(), conversation, 16L, 10))
                .isEqualTo(new HistoryPage(below.entries(), below.more()));
        Messages above = a.history(conversation, null, 3L, 10);
        assertThat(bob.http().entriesAfter(bob.token(), conversation, 3, 10))
                .isEqualTo(new HistoryPage(above.entries(), above.more()));
        assertThat(bob.http().entriesAfter(bob.token(), conversation, Long.MAX_VALUE, 10))
                .isEqualTo(new HistoryPage(List.of(), false));
        assertThat(bob.http().entriesBefore(bob.token(), conversation, Long.MIN_VALUE, 10))
                .isEqualTo(new HistoryPage(List.of(), false));
    }

    @Test
    void anEntryIsWhatWasSent() {
        Entry entry = a.history(conversation, null, 6L, 1).entries().getFirst();
        assertThat(entry.kind()).isEqualTo("message");
        assertThat(entry.body()).isEqualTo("m7");
        assertThat(entry.from()).isEqualTo(alice.user());
        assertThat(entry.device()).isEqualTo(alice.device());
        Entry started = a.history(conversation, null, -1L, 1).entries().getFirst();
        assertThat(started.kind()).isEqualTo("started");
        assertThat(started.body()).isNull();
        assertThat(started.mid()).isNull();
    }

    @Test
    void limitsAreKept() {
        for (int limit : new int[] {0, -1, 101}) {
            String bad = "{\"t\":\"history\",\"id\":\"bad%1$d\",\"conversation\":\"%2$s\",\"limit\":%1$d}"
                    .formatted(limit, conversation);
            assertBadFrame(bad, "bad" + limit);
            ParleyProblem problem = catchThrowableOfType(
                    ParleyProblem.class, () -> alice.http().entriesBefore(alice.token(), conversation, null, limit));
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.code()).isEqualTo("bad_request");
        }
        assertBadFrame(
                "{\"t\":\"history\",\"id\":\"both\",\"conversation\":\"%s\",\"before\":3,\"after\":1}"
                        .formatted(conversation),
                "both");
    }

    private void assertBadFrame(String frame, String id) {
        ServerFrame.Error error = a.refused(frame, id);
        assertThat(error.code()).isEqualTo("bad_frame");
        assertThat(error.retryable()).isFalse();
        assertThat(a.ask(one -> new ClientFrame.Sync(one, null, null))).isInstanceOf(ServerFrame.Synced.class);
    }

    private static void assertPage(Messages page, long from, long to, boolean more) {
        assertThat(page.entries())
                .extracting(Entry::seq)
                .isEqualTo(LongStream.rangeClosed(from, to).boxed().toList());
        assertThat(page.more()).isEqualTo(more);
    }

    private static void assertNothing(Messages page) {
        assertThat(page.entries()).isEmpty();
        assertThat(page.more()).as("more").isFalse();
    }
}
