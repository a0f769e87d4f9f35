package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.client.http.Devices;
import io.parley.client.http.GroupMembers;
import io.parley.client.http.ParleyProblem;
import io.parley.client.http.Reports.Report;
import io.parley.protocol.ClientFrame.Kind;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What people put before the operators, and what comes of it; and a limit on those who write to everybody. */
@ExtendWith(FramesChecked.class)
class ModerationIT {
    private static final String OLIVIA = "olivia";
    private static RunningServer server;
    private static Person operator;

    private Person alice;
    private Person bob;
    private String talk = "";

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        server = RunningServer.up(
                folder,
                "parley.accounts.operators=" + OLIVIA,
                "parley.conversations.starts-of-new-accounts=3",
                "parley.conversations.unanswered=4");
        operator = Person.registerAs(server, OLIVIA);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void register() {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
        talk = alice.with(bob);
    }

    private Report reported(String conversation) {
        await().until(() -> open(conversation).size() == 1);
        return open(conversation).getFirst();
    }

    private static List<Report> open(String conversation) {
        return server.http().reports(operator.token()).reports().stream()
                .filter(report -> report.conversation().equals(conversation))
                .toList();
    }

    private static String code(Runnable request) {
        return catchThrowableOfType(ParleyProblem.class, request::run).code();
    }

    @Test
    void aReportedMessageIsDeletedWithAReasonThatItsMembersSee() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            long seq = a.say(talk, "an insult").seq();
            b.message(talk, seq);
            server.http().report(bob.token(), talk, seq, "He insults me");
            server.http().report(bob.token(), talk, seq, "again");
            a.changed(talk, Kind.EDITED, seq, "a compliment");

            Report report = reported(talk);
            assertThat(report.body()).isEqualTo("an insult");
            assertThat(report.reason()).isEqualTo("He insults me");
            assertThat(report.author().user()).isEqualTo(alice.user());
            assertThat(report.by().user()).isEqualTo(bob.user());
            server.http().resolve(operator.token(), report.report(), "deleted", "No insults here");

            for (Socket there : List.of(a, b)) {
                Message gone = there.pushed(Message.class, one -> one.kind().equals("deleted"));
                assertThat(gone.from()).isEqualTo(operator.user());
                assertThat(gone.body()).isEqualTo("No insults here");
            }
            await().until(() -> open(talk).isEmpty());
            assertThat(code(() -> server.http().resolve(operator.token(), report.report(), "dismissed", null)))
                    .isEqualTo("unknown_report");
        }
    }

    @Test
    void whoeverIsTakenOutOfAGroupIsOut() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            b.message(a.say(talk, "hi").mid());
            a.message(b.say(talk, "hi").mid());
            await().until(() ->
                    !alice.http().inbox(alice.token(), 1).conversations().isEmpty());
            String group = alice.http().createGroup(alice.token(), "Neighbours", List.of(bob.handle()));
            await().ignoreExceptionsInstanceOf(ParleyProblem.class)
                    .until(() -> server.http().members(alice.token(), group).members().stream()
                            .anyMatch(one -> one.user().equals(bob.user())
                                    && one.standing().equals("member")));
            long seq = b.say(group, "buy now").seq();
            a.message(group, seq);
            server.http().report(alice.token(), group, seq, null);

            server.http().resolve(operator.token(), reported(group).report(), "removed", "Spam");

            a.pushed(
                    Message.class,
                    one -> one.kind().equals("removed")
                            && one.from().equals(operator.user())
                            && "Spam".equals(one.body()));
            await().until(() -> server.http().members(alice.token(), group).members().stream()
                    .map(GroupMembers.Of::user)
                    .noneMatch(bob.user()::equals));
        }
    }

    @Test
    void nobodyReportsWhatTheyDoNotSeeAndOnlyOperatorsRead() {
        Person mallory = Person.register(server, "mallory");
        try (Socket a = alice.connect()) {
            long seq = a.say(talk, "between us").seq();
            await().until(() -> server.http()
                            .entriesBefore(alice.token(), talk, null, 1)
                            .entries()
                            .getFirst()
                            .seq()
                    == seq);
            assertThat(code(() -> server.http().report(mallory.token(), talk, seq, null)))
                    .isEqualTo("unknown_conversation");
            assertThat(code(() -> server.http().report(bob.token(), talk, 0, null)))
                    .isEqualTo("unknown_message");
            assertThat(code(() -> server.http().reports(mallory.token()))).isEqualTo("forbidden");
            assertThat(code(() -> server.http().resolve(mallory.token(), "report:x", "dismissed", null)))
                    .isEqualTo("forbidden");
        }
    }

    @Test
    void whoWritesToEverybodyHasToWait() {
        Person spammer = Person.register(server, "spammer");
        spammer.with(alice);
        spammer.with(bob);
        spammer.with(operator);
        Person carol = Person.register(server, "carol");
        assertThat(code(() -> spammer.with(carol))).isEqualTo("rate_limited");
        await().until(() ->
                spammer.http().inbox(spammer.token(), 9).conversations().size() == 3);
        assertThat(spammer.with(alice)).isNotEmpty();
    }

    @Test
    void whoGetsNoAnswerHasToWait() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            for (int i = 0; i < 4; i++) {
                a.say(talk, "buy " + i);
            }
            UUID fifth = UUID.randomUUID();
            assertThat(((ServerFrame.Error) a.send(talk, fifth, null, "buy now")).code())
                    .isEqualTo("awaiting_answer");
            b.say(talk, "no, thanks");
            a.accepted(talk, fifth, null, "buy now");
        }
    }

    @Test
    void aNewNameShowsAndALostDeviceIsLoggedOut() {
        server.http().changeName(alice.token(), "Alice the Second");
        await().until(() -> server.http().inbox(bob.token(), 9).conversations().stream()
                .flatMap(line -> line.members().stream())
                .anyMatch(member -> "Alice the Second".equals(member.name())));
        Person lost = alice.onAnotherDevice();
        try (Socket socket = lost.connect()) {
            await().until(() -> server.http().devices(alice.token()).devices().size() == 2);
            server.http().revoke(alice.token(), lost.device());
            socket.assertClosedWith(4202);
        }
        await().untilAsserted(() -> assertThat(code(() -> server.http().inbox(lost.token(), 1)))
                .as("its token is dead, though it has not expired")
                .isEqualTo("unauthorized"));
        await().until(() -> server.http().devices(alice.token()).devices().stream()
                        .filter(Devices.Device::loggedIn)
                        .count()
                == 1);
    }
}
