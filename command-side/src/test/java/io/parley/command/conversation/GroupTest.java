package io.parley.command.conversation;

import static io.parley.command.conversation.ConversationSamples.ALICE;
import static io.parley.command.conversation.ConversationSamples.BOB;
import static io.parley.command.conversation.ConversationSamples.CLOCK;
import static io.parley.command.conversation.ConversationSamples.DIRECT;
import static io.parley.command.conversation.ConversationSamples.LAPTOP;
import static io.parley.command.conversation.ConversationSamples.MALLORY;
import static io.parley.command.conversation.ConversationSamples.NOW;
import static io.parley.command.conversation.ConversationSamples.body;
import static io.parley.command.conversation.ConversationSamples.mid;
import static io.parley.command.conversation.ConversationSamples.outgoing;
import static io.parley.command.conversation.ConversationSamples.started;

import io.parley.api.Refusal;
import io.parley.api.Sealed;
import io.parley.api.asset.Attachment;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.conversation.GroupCommand;
import io.parley.api.conversation.GroupCommand.AddMembers;
import io.parley.api.conversation.GroupCommand.AnswerInvitation;
import io.parley.api.conversation.GroupCommand.CreateGroup;
import io.parley.api.conversation.GroupCommand.LeaveGroup;
import io.parley.api.conversation.GroupCommand.PictureGroup;
import io.parley.api.conversation.GroupCommand.RemoveMember;
import io.parley.api.conversation.GroupCommand.RenameGroup;
import io.parley.api.conversation.GroupCommand.SetAdmin;
import io.parley.api.conversation.GroupEvent.AdminSet;
import io.parley.api.conversation.GroupEvent.GroupCreated;
import io.parley.api.conversation.GroupEvent.GroupPictured;
import io.parley.api.conversation.GroupEvent.GroupRenamed;
import io.parley.api.conversation.GroupEvent.InvitationAccepted;
import io.parley.api.conversation.GroupEvent.InvitationDeclined;
import io.parley.api.conversation.GroupEvent.InvitationWithdrawn;
import io.parley.api.conversation.GroupEvent.MemberLeft;
import io.parley.api.conversation.GroupEvent.MemberRemoved;
import io.parley.api.conversation.GroupEvent.MembersAdded;
import io.parley.api.conversation.GroupEvent.MembersInvited;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.SendMessages;
import io.parley.api.conversation.SendOutcomes;
import io.parley.api.id.AssetId;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static final int MOST = 4;
    private static final ConversationId GROUP = new ConversationId("0197f2a0-0000-7000-8000-0000000000aa");
    private static final UserId CAROL = new UserId("0197f2a0-0000-7000-8000-00000000000e");
    private static final Sealed TITLE = new Sealed("key", "nonce", "title");
    private static final Sealed OTHER_TITLE = new Sealed("key", "nonce", "other title");
    private static final ConversationOutcome DONE = new ConversationOutcome.Done(true);
    private static final ConversationOutcome NOTHING = new ConversationOutcome.Done(false);

    private final AggregateTestFixture<Conversation> fixture = new AggregateTestFixture<>(Conversation.class);

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(CLOCK);
        fixture.registerInjectableResource(new GroupLimits(MOST));
        fixture.registerInjectableResource(ConversationSamples.LIMITS);
        fixture.registerInjectableResource(new EventStoreMessages(fixture.getEventStore()));
    }

    private static GroupCreated created(UserId... members) {
        return new GroupCreated(GROUP, ALICE, TITLE, List.of(members), NOW);
    }

    private static MembersInvited invited(UserId... members) {
        return new MembersInvited(GROUP, ALICE, List.of(members), NOW);
    }

    private TestExecutor<Conversation> aliceAndBob() {
        return fixture.given(created(ALICE, BOB));
    }

    private static ConversationOutcome refused(Refusal refusal) {
        return new ConversationOutcome.Refused(refusal);
    }

    @Nested
    class Creating {
        @Test
        void whoCreatesItIsInItWhateverTheListSays() {
            fixture.givenNoPriorActivity()
                    .when(new CreateGroup(GROUP, ALICE, TITLE, List.of(BOB, ALICE, BOB), List.of()))
                    .expectEvents(created(ALICE, BOB))
                    .expectResultMessagePayload(DONE);
        }

        @Test
        void strangersAreInvited() {
            fixture.givenNoPriorActivity()
                    .when(new CreateGroup(GROUP, ALICE, TITLE, List.of(BOB), List.of(CAROL, BOB)))
                    .expectEvents(created(ALICE, BOB), invited(CAROL))
                    .expectResultMessagePayload(DONE);
        }

        @Test
        void noMoreThanTheLimitWithThoseInvited() {
            List<UserId> others =
                    IntStream.range(0, MOST - 1).mapToObj(n -> UserId.create()).toList();
            fixture.givenNoPriorActivity()
                    .when(new CreateGroup(GROUP, ALICE, TITLE, others, List.of(CAROL)))
                    .expectNoEvents()
                    .expectResultMessagePayload(refused(Refusal.GROUP_FULL));
        }

        @Test
        void anIdIsUsedOnce() {
            aliceAndBob()
                    .when(new CreateGroup(GROUP, MALLORY, TITLE, List.of(), List.of()))
                    .expectNoEvents()
                    .expectResultMessagePayload(refused(Refusal.GROUP_EXISTS));
        }
    }

    @Nested
    class Pictures {
        private static final Attachment PICTURE =
                new Attachment(AssetId.create(), "image/png", 1_234, OTHER_TITLE, 640, 480);

        @Test
        void anAdminChoosesOne() {
            aliceAndBob()
                    .when(new PictureGroup(GROUP, ALICE, PICTURE))
                    .expectEvents(new GroupPictured(GROUP, ALICE, PICTURE, NOW))
                    .expectResultMessagePayload(DONE);
        }

        @Test
        void theSameAgainIsNothing() {
            aliceAndBob()
                    .andGiven(new GroupPictured(GROUP, ALICE, PICTURE, NOW))
                    .when(new PictureGroup(GROUP, ALICE, PICTURE))
                    .expectNoEvents()
                    .expectResultMessagePayload(new ConversationOutcome.Done(false));
        }

        @Test
        void itIsTakenAway() {
            aliceAndBob()
                    .andGiven(new GroupPictured(GROUP, ALICE, PICTURE, NOW))
                    .when(new PictureGroup(GROUP, ALICE, null))
                    .expectEvents(new GroupPictured(GROUP, ALICE, null, NOW))
                    .expectResultMessagePayload(DONE);
        }

        @Test
        void aMemberDoesNot() {
            refuses(new PictureGroup(GROUP, BOB, PICTURE), Refusal.NOT_ADMIN);
        }

        @Test
        void whoIsNotInItLearnsNothing() {
            refuses(new PictureGroup(GROUP, MALLORY, PICTURE), Refusal.UNKNOWN_CONVERSATION);
        }
    }

    @Nested
    class Renaming {
        @Test
        void anAdminRenames() {
            aliceAndBob()
                    .when(new RenameGroup(GROUP, ALICE, OTHER_TITLE))
                    .expectEvents(new GroupRenamed(GROUP, ALICE, OTHER_TITLE, NOW))
                    .expectResultMessagePayload(DONE);
        }

        @Test
        void aMemberDoesNot() {
            refuses(new RenameGroup(GROUP, BOB, OTHER_TITLE), Refusal.NOT_ADMIN);
        }

        @Test
        void whoIsNotInItLearnsNothing() {
            refuses(new RenameGroup(GROUP, MALLORY, OTHER_TITLE), Refusal.UNKNOWN_CONVERSATION);
        }

        @Test
        void aDirectConversationHasNoName() {
            fixture.given(started())
                    .when(new RenameGroup(DIRECT, ALICE, OTHER_TITLE))
                    .expectNoEvents()
                    .expectResultMessagePayload(refused(Refusal.NOT_A_GROUP));
            fixture.given(started())
                    .when(new RenameGroup(DIRECT, MALLORY, OTHER_TITLE))
                    .expectResultMessagePayload(refused(Refusal.UNKNOWN_CONVERSATION));
        }
    }

    @Nested
    class Adding {
        @Test
        void anAdminAddsAndInvites() {
            aliceAndBob()
                    .when(new AddMembers(GROUP, ALICE, List.of(CAROL), List.of(MALLORY)))
                    .expectEvents(new MembersAdded(GROUP, ALICE, List.of(CAROL), NOW), invited(MALLORY))
                    .expectResultMessagePayload(DONE);
        }

        @Test
        void whoIsInItOrInvitedIsPassedOver() {
            fixture.given(created(ALICE, BOB), invited(CAROL))
                    .when(new AddMembers(GROUP, ALICE, List.of(BOB, CAROL), List.of(CAROL, ALICE)))
                    .expectNoEvents()
                    .expectResultMessagePayload(NOTHING);
        }

        @Test
        void aMemberDoesNot() {
            refuses(new AddMembers(GROUP, BOB, List.of(CAROL), List.of()), Refusal.NOT_ADMIN);
        }

        @Test
        void noMoreThanTheLimit() {
            refuses(
                    new AddMembers(GROUP, ALICE, List.of(CAROL), List.of(MALLORY, UserId.create())),
                    Refusal.GROUP_FULL);
        }
    }

    @Nested
    class Invitations {
        @Test
        void whoAcceptsIsIn() {
            fixture.given(created(ALICE), invited(BOB))
                    .when(new AnswerInvitation(GROUP, BOB, true))
                    .expectEvents(new InvitationAccepted(GROUP, BOB, NOW))
                    .expectResultMessagePayload(DONE);
        }

        @Test
        void whoDeclinesIsNotAskedAnyMore() {
            fixture.given(created(ALICE), invited(BOB), new InvitationDeclined(GROUP, BOB, NOW))
                    .when(new AnswerInvitation(GROUP, BOB, true))
                    .expectNoEvents()
                    .expectResultMessagePayload(refused(Refusal.UNKNOWN_CONVERSATION));
        }

        @Test
        void acceptingTwiceDoesNothing() {
            fixture.given(created(ALICE), invited(BOB), new InvitationAccepted(GROUP, BOB, NOW))
                    .when(new AnswerInvitation(GROUP, BOB, true))
                    .expectNoEvents()
                    .expectResultMessagePayload(NOTHING);
        }

        @Test
        void nobodyComesUninvited() {
            refuses(new AnswerInvitation(GROUP, MALLORY, true), Refusal.UNKNOWN_CONVERSATION);
        }

        @Test
        void anInvitationIsTakenBack() {
            fixture.given(created(ALICE), invited(BOB))
                    .when(new RemoveMember(GROUP, ALICE, BOB))
                    .expectEvents(new InvitationWithdrawn(GROUP, ALICE, BOB, NOW))
                    .expectResultMessagePayload(DONE);
        }

        @Test
        void whoIsInvitedDoesNotSendYet() {
            fixture.given(created(ALICE), invited(BOB))
                    .when(new SendMessages(GROUP, BOB, LAPTOP, List.of(outgoing(1))))
                    .expectNoEvents()
                    .expectResultMessagePayload(new SendOutcomes(
                            List.of(new SendOutcomes.Refused(mid(1), Refusal.UNKNOWN_CONVERSATION, null))));
        }
    }

    @Nested
    class Removing {
        @Test
        void anAdminRemoves() {
            aliceAndBob()
                    .when(new RemoveMember(GROUP, ALICE, BOB))
                    .expectEvents(new MemberRemoved(GROUP, ALICE, BOB, null, NOW))
                    .expectResultMessagePayload(DONE);
        }

        @Test
        void whoWasRemovedSendsNothingMore() {
            fixture.given(created(ALICE, BOB), new MemberRemoved(GROUP, ALICE, BOB, null, NOW))
                    .when(new SendMessages(GROUP, BOB, LAPTOP, List.of(outgoing(1))))
                    .expectNoEvents()
                    .expectResultMessagePayload(new SendOutcomes(
                            List.of(new SendOutcomes.Refused(mid(1), Refusal.UNKNOWN_CONVERSATION, null))));
        }

        @Test
        void whoCameBackSendsAgain() {
            fixture.given(
                            created(ALICE, BOB),
                            new MemberRemoved(GROUP, ALICE, BOB, null, NOW),
                            new MembersAdded(GROUP, ALICE, List.of(BOB), NOW))
                    .when(new SendMessages(GROUP, BOB, LAPTOP, List.of(outgoing(1))))
                    .expectEvents(new MessageSent(GROUP, mid(1), BOB, LAPTOP, body(mid(1)), NOW));
        }

        @Test
        void whoIsNotInItIsRemovedAlready() {
            aliceAndBob()
                    .when(new RemoveMember(GROUP, ALICE, CAROL))
                    .expectNoEvents()
                    .expectResultMessagePayload(NOTHING);
        }

        @Test
        void aMemberRemovesNobody() {
            refuses(new RemoveMember(GROUP, BOB, ALICE), Refusal.NOT_ADMIN);
        }

        @Test
        void removingOneselfIsLeaving() {
            aliceAndBob()
                    .when(new RemoveMember(GROUP, ALICE, ALICE))
                    .expectEvents(new AdminSet(GROUP, ALICE, BOB, true, NOW), new MemberLeft(GROUP, ALICE, NOW));
        }
    }

    @Nested
    class Leaving {
        @Test
        void aMemberLeaves() {
            aliceAndBob()
                    .when(new LeaveGroup(GROUP, BOB, null))
                    .expectEvents(new MemberLeft(GROUP, BOB, NOW))
                    .expectResultMessagePayload(DONE);
        }

        @Test
        void theLastAdminHandsOverToTheOldestMember() {
            fixture.given(created(ALICE, BOB, CAROL))
                    .when(new LeaveGroup(GROUP, ALICE, null))
                    .expectEvents(new AdminSet(GROUP, ALICE, BOB, true, NOW), new MemberLeft(GROUP, ALICE, NOW));
        }

        @Test
        void orToWhomTheyChoose() {
            fixture.given(created(ALICE, BOB, CAROL))
                    .when(new LeaveGroup(GROUP, ALICE, CAROL))
                    .expectEvents(new AdminSet(GROUP, ALICE, CAROL, true, NOW), new MemberLeft(GROUP, ALICE, NOW));
        }

        @Test
        void butNotToAnOutsider() {
            refuses(new LeaveGroup(GROUP, ALICE, CAROL), Refusal.NOT_A_MEMBER);
        }

        @Test
        void theLastOneJustLeaves() {
            fixture.given(created(ALICE))
                    .when(new LeaveGroup(GROUP, ALICE, null))
                    .expectEvents(new MemberLeft(GROUP, ALICE, NOW));
        }
    }

    @Nested
    class Admins {
        @Test
        void anAdminPromotes() {
            aliceAndBob()
                    .when(new SetAdmin(GROUP, ALICE, BOB, true))
                    .expectEvents(new AdminSet(GROUP, ALICE, BOB, true, NOW))
                    .expectResultMessagePayload(DONE);
        }

        @Test
        void promotingAnAdminDoesNothing() {
            fixture.given(created(ALICE, BOB), new AdminSet(GROUP, ALICE, BOB, true, NOW))
                    .when(new SetAdmin(GROUP, ALICE, BOB, true))
                    .expectNoEvents()
                    .expectResultMessagePayload(NOTHING);
        }

        @Test
        void oneOfTwoIsDemoted() {
            fixture.given(created(ALICE, BOB), new AdminSet(GROUP, ALICE, BOB, true, NOW))
                    .when(new SetAdmin(GROUP, BOB, ALICE, false))
                    .expectEvents(new AdminSet(GROUP, BOB, ALICE, false, NOW));
        }

        @Test
        void theLastOneIsNot() {
            refuses(new SetAdmin(GROUP, ALICE, ALICE, false), Refusal.LAST_ADMIN);
        }

        @Test
        void aMemberPromotesNobody() {
            refuses(new SetAdmin(GROUP, BOB, BOB, true), Refusal.NOT_ADMIN);
        }

        @Test
        void onlyMembersAreAdmins() {
            refuses(new SetAdmin(GROUP, ALICE, CAROL, true), Refusal.NOT_A_MEMBER);
        }
    }

    private void refuses(GroupCommand command, Refusal refusal) {
        aliceAndBob().when(command).expectNoEvents().expectResultMessagePayload(refused(refusal));
    }
}
