package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Message;
import io.parley.protocol.ServerFrame.Outcome;
import io.parley.protocol.ServerFrame.Synced;
import io.parley.protocol.ServerFrame.Watermark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A resume has three outcomes, each said aloud. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class SyncIT {
    private final RunningServer server;
    private final Person alice;
    private final Person bob;
    private final Person carol;
    private String withBob = "";
    private String withCarol = "";

    SyncIT(RunningServer server) {
        this.server = server;
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
        carol = Person.register(server, "carol");
    }

    @BeforeEach
    void sheKnowsBoth() {
        withBob = alice.with(bob);
        withCarol = alice.with(carol);
    }

    @Test
    void withoutAMarkItIsAResetWithAllConversationsTheNewestFirst() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            a.message(b.say(withBob, "the newest").mid());
            Synced synced = a.sync(null);
            assertThat(synced.outcome()).isEqualTo(Outcome.RESET);
            assertThat(synced.next()).isNull();
            assertThat(synced.heads()).extracting(Head::conversation).containsExactly(withBob, withCarol);
            Head head = synced.heads().getFirst();
            assertThat(head.kind()).isEqualTo("direct");
            assertThat(head.seq()).isEqualTo(1);
            assertThat(head.unread()).isEqualTo(1);
            assertThat(head.members()).containsExactlyInAnyOrder(alice.user(), bob.user());
            assertThat(head.watermarks())
                    .containsExactlyInAnyOrder(new Watermark(alice.user(), -1, -1), new Watermark(bob.user(), -1, -1));
        }
    }

    @Test
    void whereNothingHappenedItIsComplete() {
        try (Socket a = alice.connect()) {
            Synced synced = settled(a);
            assertThat(synced.heads()).isEmpty();
            assertThat(synced.next()).isNull();
            assertThat(a.sync(synced.mark()).outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    void whereSomethingHappenedOnlyThatIsSaid() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            String mark = settled(a).mark();
            Accepted accepted = b.say(withBob, "news");
            a.message(accepted.mid());

            Synced synced = a.sync(mark);
            assertThat(synced.outcome()).isEqualTo(Outcome.CHANGED);
            assertThat(synced.heads()).extracting(Head::conversation).containsExactly(withBob);
            assertThat(synced.heads().getFirst().seq()).isEqualTo(accepted.seq());
            assertThat(synced.heads().getFirst().unread()).isEqualTo(1);
            assertThat(synced.heads().getFirst().members()).contains(alice.user(), bob.user());
        }
    }

    @Test
    void aReceiptIsAChangeToo() {
        try (Socket a = alice.connect();
                Socket c = carol.connect()) {
            Accepted accepted = a.say(withCarol, "read me");
            c.message(accepted.mid());
            String mark = settled(a).mark();
            c.read(withCarol, accepted.seq());
            a.receipt(withCarol, carol.user(), accepted.seq(), accepted.seq());

            Synced synced = a.sync(mark);
            assertThat(synced.outcome()).isEqualTo(Outcome.CHANGED);
            assertThat(synced.heads()).extracting(Head::conversation).containsExactly(withCarol);
            assertThat(synced.heads().getFirst().watermarks())
                    .contains(new Watermark(carol.user(), accepted.seq(), accepted.seq()));
        }
    }

    @Test
    void nothingFallsBetweenTheMarkOfWelcomeAndThePushes() {
        try (Socket b = bob.connect()) {
            for (int i = 0; i < 20; i++) {
                Socket a = Socket.open(server);
                var sending = b.sending(withBob, UUID.randomUUID(), null, "at the same time");
                String mark = a.greet(alice.token()).mark();
                Accepted accepted = (Accepted) Deadline.get(sending);
                await().until(() -> a.sync(mark).heads().stream()
                                .anyMatch(head -> head.conversation().equals(withBob) && head.seq() == accepted.seq())
                        || a.pushes(Message.class).stream().anyMatch(message -> message.seq() == accepted.seq()));
                a.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "00000000-0000-7000-8000-000000000000.3", ".", "1.2.3", "\u00e4\ud83d\ude00"})
    void aMarkThatIsNotOursIsAResetAndTheNextMarkIsGoodAgain(String mark) {
        try (Socket a = alice.connect()) {
            Synced reset = a.sync(mark);
            assertThat(reset.outcome()).isEqualTo(Outcome.RESET);
            assertThat(reset.heads()).extracting(Head::conversation).contains(withBob, withCarol);
            assertThat(a.sync(reset.mark()).outcome()).isNotEqualTo(Outcome.RESET);
        }
    }

    @Test
    void aMarkAboveTheHeadIsAReset() {
        try (Socket a = alice.connect()) {
            String mark = settled(a).mark();
            int dot = mark.lastIndexOf('.');
            String above = mark.substring(0, dot + 1) + (Long.parseLong(mark.substring(dot + 1)) + 1_000_000);
            Synced reset = a.sync(above);
            assertThat(reset.outcome()).isEqualTo(Outcome.RESET);
            assertThat(reset.heads()).hasSize(2);
            assertThat(a.sync(reset.mark()).outcome()).isNotEqualTo(Outcome.RESET);
        }
    }

    @Test
    void moreConversationsThanFitOnAPageComePageByPageEachOnce() {
        Person popular = Person.register(server, "popular");
        Set<String> all = new HashSet<>();
        for (int i = 0; i < Limits.HEADS_PAGE + 3; i++) {
            all.add(server.http().createGroup(popular.token(), "Group " + i, List.of()));
        }
        try (Socket p = popular.connect()) {
            await().until(() -> p.sync(null).next() != null);
            Synced first = p.sync(null);
            assertThat(first.outcome()).isEqualTo(Outcome.RESET);
            assertThat(first.heads()).hasSize(Limits.HEADS_PAGE);
            List<String> given = new ArrayList<>();
            Synced page = first;
            while (true) {
                page.heads().forEach(head -> given.add(head.conversation()));
                String next = page.next();
                if (next == null) {
                    break;
                }
                page = (Synced) p.ask(id -> new ClientFrame.Sync(id, null, next));
            }
            assertThat(page.mark()).isEqualTo(first.mark());
            assertThat(given).doesNotHaveDuplicates().hasSameElementsAs(all);
            assertThat(settled(p).heads()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "1.2", "1.2.3.", "9.9.9.nowhere"})
    void aPageThatIsNotOursHarmsNobody(String page) {
        try (Socket a = alice.connect()) {
            assertThat(a.ask(id -> new ClientFrame.Sync(id, null, page))).isInstanceOf(Synced.class);
            assertThat(a.sync(null).heads()).hasSize(2);
        }
    }

    /** The first {@code complete} after all that happened so far. */
    private static Synced settled(Socket socket) {
        String[] mark = {socket.sync(null).mark()};
        return await().until(
                        () -> {
                            Synced synced = socket.sync(mark[0]);
                            mark[0] = synced.mark();
                            return synced;
                        },
                        synced -> synced.outcome() == Outcome.COMPLETE);
    }
}
