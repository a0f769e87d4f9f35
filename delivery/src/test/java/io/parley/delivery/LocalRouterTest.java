package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.delivery.Announcement.ReceiptsMoved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalRouterTest {
    private static final UserId ALICE = UserId.create();
    private static final UserId BOB = UserId.create();
    private static final UserId CAROL = UserId.create();
    private static final ConversationId CONVERSATION = new ConversationId("conversation");

    private final LocalDirectory directory = new LocalDirectory();
    private final LocalEdges edges = new LocalEdges();
    private final LocalRouter router = new LocalRouter(directory, edges, new AnnouncementMetrics());

    private record Delivered(Announcement announcement, Set<Connection> connections) {}

    private static final class Inbox implements EdgeInbox {
        private final List<Delivered> delivered = new ArrayList<>();

        @Override
        public void deliver(Announcement announcement, Collection<Connection> connections) {
            delivered.add(new Delivered(announcement, Set.copyOf(connections)));
        }

        @Override
        public void resync() {
            throw new AssertionError("nothing is lost in one process");
        }
    }

    private Inbox open(String edge) {
        Inbox inbox = new Inbox();
        edges.open(edge, inbox);
        return inbox;
    }

    private Connection connect(UserId user, String edge) {
        Connection connection = new Connection(
                user + "@" + edge + "/" + directory.connectionsOf(user).size(), user, edge);
        directory.register(connection);
        return connection;
    }

    private static Announcement to(UserId... recipients) {
        return new ReceiptsMoved(List.of(recipients), Set.of(), CONVERSATION, 2, List.of());
    }

    @Test
    void anEdgeGetsAnAnnouncementOnceForAllThatItHolds() {
        Inbox a = open("edge-a");
        Inbox b = open("edge-b");
        Connection phone = connect(ALICE, "edge-a");
        Connection laptop = connect(ALICE, "edge-a");
        Connection tablet = connect(ALICE, "edge-b");
        Connection bob = connect(BOB, "edge-a");
        connect(CAROL, "edge-b");
        Announcement announcement = to(ALICE, BOB);
        router.announce(List.of(announcement));

        assertThat(a.delivered).containsExactly(new Delivered(announcement, Set.of(phone, laptop, bob)));
        assertThat(b.delivered).containsExactly(new Delivered(announcement, Set.of(tablet)));
    }

    @Test
    void whoIsNotConnectedIsPassedOver() {
        Inbox a = open("edge-a");
        router.announce(List.of(to(ALICE)));
        assertThat(a.delivered).isEmpty();
    }

    @Test
    void theOrderOfABatchIsKept() {
        Inbox a = open("edge-a");
        connect(ALICE, "edge-a");
        List<Announcement> batch = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            batch.add(new ReceiptsMoved(List.of(ALICE), Set.of(), new ConversationId("c" + i), 2, List.of()));
        }
        router.announce(batch);

        assertThat(a.delivered).extracting(Delivered::announcement).containsExactlyElementsOf(batch);
    }

    @Test
    void anEdgeThatIsGoneIsPassedOver() {
        Inbox a = open("edge-a");
        Inbox b = open("edge-b");
        connect(ALICE, "edge-a");
        Connection other = connect(ALICE, "edge-b");
        edges.close("edge-a");
        Announcement announcement = to(ALICE);
        router.announce(List.of(announcement));

        assertThat(a.delivered).isEmpty();
        assertThat(b.delivered).containsExactly(new Delivered(announcement, Set.of(other)));
    }

    @Test
    void anIncarnationIsOpenedOnce() {
        open("edge-a");
        assertThatIllegalStateException().isThrownBy(() -> open("edge-a"));
    }
}
