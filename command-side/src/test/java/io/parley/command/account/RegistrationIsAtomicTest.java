package io.parley.command.account;

import static io.parley.command.account.AccountSamples.ALICE;
import static io.parley.command.account.AccountSamples.BOB;
import static io.parley.command.account.AccountSamples.CLOCK;
import static io.parley.command.account.AccountSamples.HANDLE;
import static io.parley.command.account.AccountSamples.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.api.account.handle.FindOwner;
import io.parley.api.account.handle.HandleClaimed;
import io.parley.api.account.handle.Owner;
import io.parley.api.account.handle.RegisterOutcome;
import io.parley.api.account.user.Account;
import io.parley.api.account.user.FindAccount;
import io.parley.api.account.user.UserRegistered;
import io.parley.api.id.UserId;
import io.parley.command.account.device.RefreshRules;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

class RegistrationIsAtomicTest {
    private final Queue<List<Class<?>>> appends = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean diskFull = new AtomicBoolean();
    private final CommandGateway gateway = AxonInMemory.start(
                    new Engine(),
                    List.of(new AccountsModule(CLOCK, new RefreshRules(Duration.ofMinutes(1), Duration.ofDays(90)))))
            .commandGateway();

    @Test
    void theHandleAndItsPersonAreOneAppend() {
        gateway.<RegisterOutcome>sendAndWait(register(ALICE));

        assertThat(appends).containsExactly(List.of(HandleClaimed.class, UserRegistered.class));
        assertThat(gateway.<Owner>sendAndWait(new FindOwner(HANDLE))).isEqualTo(new Owner(ALICE));
        assertThat(gateway.<Account>sendAndWait(new FindAccount(ALICE)).user()).isEqualTo(ALICE);
    }

    @Test
    void whatCouldNotBeWrittenIsFreeForTheNextAttempt() {
        diskFull.set(true);
        assertThatThrownBy(() -> gateway.<RegisterOutcome>sendAndWait(register(ALICE)))
                .isInstanceOf(EventStoreException.class);
        diskFull.set(false);

        assertThat(gateway.<Owner>sendAndWait(new FindOwner(HANDLE))).isEqualTo(new Owner(null));
        assertThat(gateway.<RegisterOutcome>sendAndWait(register(BOB))).isEqualTo(new RegisterOutcome.Registered(BOB));
    }

    @Test
    void ofManyWhoWantTheSameHandleAtOnceOneGetsIt() {
        List<RegisterOutcome> outcomes = IntStream.range(0, 32)
                .parallel()
                .mapToObj(any -> gateway.<RegisterOutcome>sendAndWait(register(UserId.create())))
                .toList();

        assertThat(outcomes.stream().filter(RegisterOutcome.Registered.class::isInstance))
                .hasSize(1);
        assertThat(appends).hasSize(1);
    }

    private final class Engine extends InMemoryEventStorageEngine {
        @Override
        public void appendEvents(List<? extends EventMessage<?>> events) {
            if (diskFull.get()) {
                throw new EventStoreException("disk full");
            }
            appends.add(
                    events.stream().<Class<?>>map(EventMessage::getPayloadType).toList());
            super.appendEvents(events);
        }
    }
}
