package io.parley.command.account;

import static io.parley.command.account.AccountSamples.ALICE;
import static io.parley.command.account.AccountSamples.CLOCK;
import static io.parley.command.account.AccountSamples.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.api.account.device.LogIn;
import io.parley.api.account.device.LogInOutcome;
import io.parley.api.account.device.Refresh;
import io.parley.api.account.device.RefreshOutcome;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.command.account.device.RefreshRules;
import io.parley.eventstore.EventStoreOptions;
import io.parley.eventstore.RocksEventStorageEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device that refreshes for months must not be read from its first event each time. */
class DeviceSnapshotTest {
    private static final int REFRESHES = 150;
    private static final RefreshRules RULES = new RefreshRules(Duration.ofMinutes(1), Duration.ofDays(90));

    @TempDir
    private Path folder;

    @Test
    void aDeviceGoesOnFromItsSnapshotAfterARestart() {
        try (RocksEventStorageEngine store = open()) {
            Configuration axon = start(store);
            CommandGateway gateway = axon.commandGateway();
            gateway.<LogInOutcome>sendAndWait(new LogIn(PHONE, ALICE));
            for (long generation = 0; generation < REFRESHES; generation++) {
                assertThat(gateway.<RefreshOutcome>sendAndWait(new Refresh(PHONE, 1, generation)))
                        .isEqualTo(new RefreshOutcome.Renewed(ALICE, generation + 1));
            }
            await().untilAsserted(() -> assertThat(store.readSnapshot(PHONE.value()))
                    .hasValueSatisfying(
                            snapshot -> assertThat(snapshot.getSequenceNumber()).isGreaterThan(REFRESHES / 2)));
            axon.shutdown();
        }
        try (RocksEventStorageEngine store = open()) {
            Configuration axon = start(store);
            assertThat(axon.commandGateway().<RefreshOutcome>sendAndWait(new Refresh(PHONE, 1, REFRESHES)))
                    .isEqualTo(new RefreshOutcome.Renewed(ALICE, REFRESHES + 1));
            axon.shutdown();
        }
    }

    private RocksEventStorageEngine open() {
        return RocksEventStorageEngine.open(
                EventStoreOptions.in(folder.resolve("events"), NamedEventSerializer.create())
                        .build());
    }

    private static Configuration start(RocksEventStorageEngine store) {
        return AxonInMemory.start(store, List.of(new AccountsModule(CLOCK, RULES)));
    }
}
