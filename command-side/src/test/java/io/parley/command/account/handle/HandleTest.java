package io.parley.command.account.handle;

import static io.parley.command.account.AccountSamples.ALICE;
import static io.parley.command.account.AccountSamples.BOB;
import static io.parley.command.account.AccountSamples.CLOCK;
import static io.parley.command.account.AccountSamples.HANDLE;
import static io.parley.command.account.AccountSamples.NOW;
import static io.parley.command.account.AccountSamples.register;
import static io.parley.command.account.AccountSamples.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.Refusal;
import io.parley.api.account.handle.HandleClaimed;
import io.parley.api.account.handle.HandleKey;
import io.parley.api.account.handle.RegisterOutcome;
import io.parley.api.account.handle.RegisterUser;
import io.parley.command.account.user.User;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.RepositoryProvider;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandleTest {
    private final AggregateTestFixture<Handle> fixture = new AggregateTestFixture<>(Handle.class);

    /** The fixture's store takes one aggregate's events only; the person's go to a store of their own here. */
    private final EventStore users = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    @BeforeEach
    void prepare() {
        EventSourcingRepository<User> repository =
                EventSourcingRepository.builder(User.class).eventStore(users).build();
        EventSourcingRepository<Handle> claims =
                EventSourcingRepository.builder(Handle.class).eventStore(users).build();
        fixture.registerRepositoryProvider(new RepositoryProvider() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> Repository<T> repositoryFor(Class<T> type) {
                return (Repository<T>) (type == Handle.class ? claims : repository);
            }
        });
        fixture.registerInjectableResource(CLOCK);
    }

    @Test
    void aFreeHandleIsClaimedTogetherWithItsPerson() {
        fixture.givenNoPriorActivity()
                .when(register(ALICE))
                .expectEvents(new HandleClaimed(HANDLE, ALICE, NOW))
                .expectResultMessagePayload(new RegisterOutcome.Registered(ALICE));
        assertThat(users.readEvents(ALICE.value()).asStream().<Object>map(Message::getPayload))
                .containsExactly(registered(ALICE));
    }

    @Test
    void anIdentityIsClaimedInTheSameAppend() {
        HandleKey identity = new HandleKey("identity:of-alice");
        RegisterUser plain = register(ALICE);
        fixture.givenNoPriorActivity()
                .when(new RegisterUser(
                        HANDLE, identity, ALICE, plain.readableHandle(), plain.name(), plain.passwordHash()))
                .expectEvents(new HandleClaimed(HANDLE, ALICE, NOW))
                .expectResultMessagePayload(new RegisterOutcome.Registered(ALICE));
        assertThat(users.readEvents(identity.value()).asStream().<Object>map(Message::getPayload))
                .containsExactly(new HandleClaimed(identity, ALICE, NOW));
    }

    @Test
    void aHandleHasOneOwner() {
        fixture.given(new HandleClaimed(HANDLE, ALICE, NOW))
                .when(register(BOB))
                .expectNoEvents()
                .expectResultMessagePayload(new RegisterOutcome.Refused(Refusal.HANDLE_TAKEN));
    }
}
