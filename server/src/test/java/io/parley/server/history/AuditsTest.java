package io.parley.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.api.Sealed;
import io.parley.api.account.Outcome;
import io.parley.api.account.handle.HandleKey;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.account.user.UserRegistered;
import io.parley.api.audit.RecordUse;
import io.parley.api.id.UserId;
import io.parley.api.key.SecretKeyFile;
import io.parley.api.problem.ProblemException;
import io.parley.history.source.History;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.FilePersonKeys;
import io.parley.sealing.Sealer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class AuditsTest {
    private static final UserId ANN = UserId.create();
    private static final UserId ALICE = UserId.create();

    @TempDir
    private Path folder;

    private final SimpleCommandBus commands = SimpleCommandBus.builder().build();
    private final List<RecordUse> noted = new ArrayList<>();
    private final EmbeddedEventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private FilePersonKeys keys;
    private History.Keys opening;

    @BeforeEach
    void alice() {
        keys = FilePersonKeys.open(folder.resolve("person-keys"), folder.resolve("master-key"));
        Path secret = folder.resolve("handle-secret");
        opening = new History.Keys(
                keys, ConversationKeys.none(), HandleKeys.from(secret), SecretKeyFile.openOrCreate(secret));
        Sealed name = new Sealer(keys).seal(ALICE, "alice");
        UserRegistered registered =
                new UserRegistered(ALICE, new HandleKey("handle:x"), name, name, name, Instant.now());
        events.publish(new GenericDomainEventMessage<>("User", ALICE.value(), 0, registered));
        commands.subscribe(RecordUse.class.getName(), command -> {
            noted.add((RecordUse) command.getPayload());
            return Outcome.done();
        });
    }

    @AfterEach
    void close() {
        keys.close();
        events.shutDown();
    }

    private Audits audits(boolean pseudonymous, long largest) {
        return new Audits(
                hidden -> History.over(events, opening, hidden),
                DefaultCommandGateway.builder().commandBus(commands).build(),
                new HistoryOptions(pseudonymous, DataSize.ofBytes(largest)),
                Clock.systemUTC());
    }

    private static String code(Runnable question) {
        return catchThrowableOfType(ProblemException.class, question::run)
                .problem()
                .code();
    }

    @Test
    void aUseIsNotedAsTheAuditors() {
        assertThat(audits(false, 10_000).answer(ANN, List.of("tail"))).contains("alice");

        assertThat(noted).singleElement().satisfies(use -> {
            assertThat(use.auditor()).isEqualTo(ANN);
            assertThat(use.account()).isNull();
            assertThat(use.pseudonymous()).isFalse();
        });
    }

    @Test
    void whereTheServerSaysSoTheyNeverSeeWho() {
        assertThat(audits(true, 10_000).answer(ANN, List.of("tail")))
                .contains("pu_")
                .doesNotContain("alice")
                .doesNotContain(ALICE.value());

        assertThat(noted).singleElement().extracting(RecordUse::pseudonymous).isEqualTo(true);
    }

    @Test
    void whereItCannotBeNotedNothingIsTold() {
        commands.subscribe(RecordUse.class.getName(), command -> {
            throw new IllegalStateException("the disk is full");
        });
        assertThat(catchThrowableOfType(
                        RuntimeException.class, () -> audits(false, 10_000).answer(ANN, List.of("tail"))))
                .isNotNull();
    }

    @Test
    void anAnswerThatIsTooLargeIsRefusedWhole() {
        assertThat(code(() -> audits(false, 10).answer(ANN, List.of("tail")))).isEqualTo("bad_request");
    }

    @Test
    void oneIsAnsweredAtATime() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        commands.subscribe(RecordUse.class.getName(), command -> {
            asked.countDown();
            goOn.await();
            return Outcome.done();
        });
        Audits audits = audits(false, 10_000);
        Thread first = Thread.ofVirtual().start(() -> audits.answer(ANN, List.of("tail")));
        asked.await();

        assertThat(code(() -> audits.answer(ANN, List.of("tail")))).isEqualTo("unavailable");

        goOn.countDown();
        first.join();
        assertThat(audits.answer(ANN, List.of("tail"))).contains("alice");
    }
}
