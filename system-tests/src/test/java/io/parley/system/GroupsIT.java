package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.client.http.EntryReceipts;
import io.parley.client.http.GroupMembers;
import io.parley.client.http.Inbox;
import io.parley.client.http.ParleyProblem;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Conversation;
import io.parley.protocol.ServerFrame.Count;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Message;
import io.parley.protocol.ServerFrame.Receipt;
import io.parley.protocol.ServerFrame.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several people in one conversation: who is in it, who sees what, and who has it. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class GroupsIT {
    private final Person alice;
    private final Person bob;
    private final Person carol;

    GroupsIT(RunningServer server) {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
        carol = Person.register(server, "carol");
    }

    /** Whoever wrote to Alice may be added to her groups without being asked. */
    private void knowAlice(Person... people) {
        for (Person person : people) {
            try (Socket socket = person.connect()) {
                socket.say(person.with(alice), "hello");
            }
        }
        await().until(() -> alice.http().inbox(alice.token(), 200).conversations().stream()
                        .filter(line -> line.last() != null)
                        .count()
                >= people.length);
    }

    private String group(Person... others) {
        knowAlice(others);
        String group = alice.http()
                .createGroup(
                        alice.token(),
                        "Climbing",
                        List.of(others).stream().map(Person::handle).toList());
        await().until(() -> List.of(others).stream().allMatch(person -> hasGroup(person, group)));
        return group;
    }

    private static boolean hasGroup(Person person, String group) {
        return person.http().inbox(person.token(), 200).conversations().stream()
                .anyMatch(line -> line.conversation().equals(group));
    }

    private static Inbox.Line line(Person person, String group) {
        return person.http().inbox(person.token(), 200).conversations().stream()
                .filter(line -> line.conversation().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private static Head head(Socket socket, String group) {
        return socket.sync(null).heads().stream()
                .filter(head -> head.conversation().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private static void refuses(String code, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        ParleyProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    void whoKnowsTheCreatorIsInItAndWhoDoesNotIsAsked() {
        knowAlice(bob);
        try (Socket b = bob.connect();
                Socket c = carol.connect()) {
            String group = alice.http().createGroup(alice.token(), "Climbing", List.of(bob.handle(), carol.handle()));

            Conversation created =
                    b.pushed(Conversation.class, one -> one.conversation().equals(group));
            assertThat(created).isEqualTo(new Conversation(group, "created", "group", "Climbing", List.of()));
            assertThat(b.message(group, 0).kind()).isEqualTo("created");
            assertThat(b.message(group, 1))
                    .satisfies(invited -> assertThat(invited.about()).containsExactly(carol.user()))
                    .satisfies(invited -> assertThat(invited.kind()).isEqualTo("invited"));
            Conversation asked =
                    c.pushed(Conversation.class, one -> one.conversation().equals(group));
            assertThat(asked.change()).isEqualTo("invited");
            assertThat(head(c, group).standing()).isEqualTo(Standing.INVITED);
            refuses("unknown_conversation", () -> carol.http().entriesBefore(carol.token(), group, null, 10));

            carol.http().answerInvitation(carol.token(), group, true);

            Message accepted = c.message(group, 2);
            assertThat(accepted.kind()).isEqualTo("accepted");
            assertThat(b.message(group, 2).from()).isEqualTo(carol.user());
            assertThat(c.history(group, null, null, 10).entries())
                    .extracting(Entry::seq)
                    .containsExactly(2L);
            assertThat(line(alice, group).size()).isEqualTo(3);
            assertThat(alice.http().members(alice.token(), group).members())
                    .extracting(GroupMembers.Of::user)
                    .containsExactly(alice.user(), bob.user(), carol.user());
        }
    }

    @Test
    void everybodySeesEveryMessageAndChangeOnEveryDevice() {
        String group = group(bob, carol);
        Person tablet = bob.onAnotherDevice();
        try (Socket a = alice.connect();
                Socket b = bob.connect();
                Socket t = tablet.connect();
                Socket c = carol.connect()) {
            Accepted said = b.say(group, "where?");
            alice.http().renameGroup(alice.token(), group, "Bouldering");
            alice.http().setAdmin(alice.token(), group, bob.user(), true);

            for (Socket socket : List.of(a, t, c)) {
                assertThat(socket.message(said.mid()).body()).isEqualTo("where?");
            }
            for (Socket socket : List.of(a, b, t, c)) {
                assertThat(socket.message(group, said.seq() + 1).body()).isEqualTo("Bouldering");
                assertThat(socket.message(group, said.seq() + 2).kind()).isEqualTo("promoted");
            }
            assertThat(line(bob, group).admin()).isTrue();
            assertThat(line(carol, group).title()).isEqualTo("Bouldering");
            assertThat(line(carol, group).unread()).isEqualTo(1);
            refuses("not_admin", () -> carol.http().renameGroup(carol.token(), group, "Mine"));
        }
    }

    @Test
    void theRemovedGetNothingAfterTheirRemovalAlsoInMidBurst() {
        String group = group(bob, carol);
        try (Socket a = alice.connect();
                Socket b = bob.connect();
                Socket c = carol.connect()) {
            b.sync(null);
            List<CompletableFuture<ServerFrame>> sends = new ArrayList<>();
            CompletableFuture<Void> removed = new CompletableFuture<>();
            UUID last = null;
            for (int i = 0; i < 300; i++) {
                UUID mid = UUID.randomUUID();
                sends.add(c.sending(group, mid, last, "burst " + i));
                last = mid;
                if (i % 8 == 7) {
                    sends.forEach(Deadline::get);
                }
                if (i == 100) {
                    Thread.startVirtualThread(() -> {
                        alice.http().removeMember(alice.token(), group, bob.user());
                        removed.complete(null);
                    });
                }
            }
            sends.forEach(Deadline::get);
            Deadline.get(removed);

            Conversation gone = b.pushed(
                    Conversation.class,
                    one -> one.conversation().equals(group) && one.change().equals("removed"));
            assertThat(gone.kind()).isEqualTo("group");
            Message removal = a.pushed(
                    Message.class,
                    message -> message.conversation().equals(group)
                            && message.kind().equals("removed"));
            Accepted after = c.say(group, "he is gone");
            a.message(after.mid());
            assertThat(b.pushes(Message.class))
                    .filteredOn(message -> message.conversation().equals(group))
                    .extracting(Message::seq)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .endsWith(removal.seq());
            assertThat(b.history(group, null, null, 10).entries().getLast().seq())
                    .isEqualTo(removal.seq());
            assertThat(b.history(group, null, removal.seq(), 10).entries()).isEmpty();
            Head head = head(b, group);
            assertThat(head.standing()).isEqualTo(Standing.GONE);
            assertThat(head.seq()).isEqualTo(removal.seq());
            assertThat(line(bob, group).seq()).isEqualTo(removal.seq());
            assertThat(((ServerFrame.Error) b.send(group, UUID.randomUUID(), null, "let me in")).code())
                    .isEqualTo("unknown_conversation");

            alice.http().addMembers(alice.token(), group, List.of(bob.handle()));
            Message back = b.pushed(
                    Message.class,
                    message -> message.conversation().equals(group)
                            && message.kind().equals("added"));
            assertThat(b.history(group, null, removal.seq(), 10).entries())
                    .extracting(Entry::seq)
                    .containsExactly(back.seq());
            assertThat(head(b, group).standing()).isEqualTo(Standing.MEMBER);
            b.say(group, "thank you");
        }
    }

    @Test
    void theSenderSeesWhoHasItAndWhoHasReadIt() {
        String group = group(bob, carol);
        try (Socket a = alice.connect();
                Socket b = bob.connect();
                Socket c = carol.connect()) {
            Accepted said = a.say(group, "tomorrow at nine?");
            b.message(said.mid());
            c.message(said.mid());
            b.delivered(group, said.seq());
            c.read(group, said.seq());

            a.receipt(group, bob.user(), said.seq(), -1);
            a.receipt(group, carol.user(), said.seq(), said.seq());
            EntryReceipts receipts = alice.http().receipts(alice.token(), group, said.seq());
            assertThat(receipts.of()).isEqualTo(2);
            assertThat(receipts.delivered()).isEqualTo(2);
            assertThat(receipts.read()).isEqualTo(1);
            assertThat(receipts.receipts())
                    .extracting(EntryReceipts.Of::user)
                    .containsExactly(bob.user(), carol.user());
            assertThat(b.pushes(Receipt.class))
                    .filteredOn(receipt -> receipt.conversation().equals(group))
                    .as("what others have read of Alice's is not Bob's business")
                    .isEmpty();
        }
    }

    @Test
    void aGroupNeverStandsWithoutAnAdminAndWhoLeftIsOut() {
        String group = group(bob, carol);
        alice.http().leaveGroup(alice.token(), group, carol.user());

        await().until(() -> line(carol, group).admin());
        assertThat(line(alice, group).standing()).isEqualTo("gone");
        assertThat(line(bob, group).size()).isEqualTo(2);
        refuses("unknown_conversation", () -> alice.http().renameGroup(alice.token(), group, "Mine"));
        refuses("unknown_conversation", () -> alice.http().members(alice.token(), group));
        refuses("last_admin", () -> carol.http().setAdmin(carol.token(), group, carol.user(), false));
    }

    @Test
    void anInvitationThatIsDeclinedOrTakenBackLeavesNothing() {
        String group = alice.http().createGroup(alice.token(), "Climbing", List.of(bob.handle(), carol.handle()));
        await().until(() -> hasGroup(bob, group) && hasGroup(carol, group));

        bob.http().answerInvitation(bob.token(), group, false);
        alice.http().removeMember(alice.token(), group, carol.user());

        await().until(() -> !hasGroup(bob, group) && !hasGroup(carol, group));
        refuses("unknown_conversation", () -> bob.http().answerInvitation(bob.token(), group, true));
        refuses("unknown_conversation", () -> carol.http().members(carol.token(), group));
    }

    @Test
    void aGroupOfManyIsOneEventAMessageAndOnePushADevice(RunningServer server) {
        int many = 40;
        List<Person> members = IntStream.range(0, many)
                .mapToObj(n -> Person.register(server, "m" + n))
                .toList();
        String group = alice.http()
                .createGroup(
                        alice.token(),
                        "Many",
                        members.stream().map(Person::handle).toList());
        await().until(() -> members.stream().allMatch(member -> hasGroup(member, group)));
        members.forEach(member -> member.http().answerInvitation(member.token(), group, true));
        await().until(() -> line(alice, group).size() == many + 1);
        List<Socket> sockets = members.stream().map(Person::connect).toList();
        try (Socket a = alice.connect()) {
            Accepted said = a.say(group, "all of you");

            for (Socket socket : sockets) {
                socket.message(said.mid());
            }
            Accepted next = a.say(group, "and again");
            assertThat(next.seq()).isEqualTo(said.seq() + 1);
            sockets.forEach(socket -> {
                socket.message(next.mid());
                assertThat(socket.pushes(Message.class))
                        .extracting(Message::seq)
                        .containsExactly(said.seq(), next.seq());
            });
            sockets.forEach(socket -> socket.delivered(group, next.seq()));
            sockets.subList(0, 7).forEach(socket -> socket.read(group, said.seq()));
            a.pushed(
                    Receipt.class,
                    receipt -> receipt.counts() != null
                            && receipt.counts().contains(new Count(said.seq(), many, many, 7)));
            a.pushed(
                    Receipt.class,
                    receipt -> receipt.counts() != null
                            && receipt.counts().contains(new Count(next.seq(), many, many, 0)));
            assertThat(a.pushes(Receipt.class))
                    .filteredOn(receipt -> receipt.conversation().equals(group))
                    .as("gathered, and without a word of who it was")
                    .hasSizeLessThan(many)
                    .allMatch(receipt -> receipt.members().isEmpty());
        } finally {
            sockets.forEach(Socket::close);
        }
    }
}
