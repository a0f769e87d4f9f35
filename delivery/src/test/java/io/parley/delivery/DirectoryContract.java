package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every directory promises; each has a test that opens it. */
public abstract class DirectoryContract {
    private static final UserId ALICE = UserId.create();
    private static final UserId BOB = UserId.create();

    private Directory directory;

    protected abstract Directory open();

    @BeforeEach
    void prepare() {
        directory = open();
    }

    @Test
    void nobodyIsNowhere() {
        assertThat(directory.connectionsOf(ALICE)).isEmpty();
    }

    @Test
    void aPersonHasAllTheirConnections() {
        Connection phone = new Connection("1", ALICE, "edge-a");
        Connection laptop = new Connection("2", ALICE, "edge-b");
        directory.register(phone);
        directory.register(laptop);
        directory.register(new Connection("3", BOB, "edge-a"));

        assertThat(directory.connectionsOf(ALICE)).containsExactlyInAnyOrder(phone, laptop);
    }

    @Test
    void registeringTwiceIsRegisteringOnce() {
        Connection phone = new Connection("1", ALICE, "edge-a");
        directory.register(phone);
        directory.register(phone);
        assertThat(directory.connectionsOf(ALICE)).containsExactly(phone);
        directory.remove(phone);

        assertThat(directory.connectionsOf(ALICE)).isEmpty();
    }

    @Test
    void aLateRemovalTakesNoNewerConnectionAway() {
        Connection old = new Connection("1", ALICE, "edge-a");
        Connection newer = new Connection("2", ALICE, "edge-a");
        directory.register(old);
        directory.register(newer);
        directory.remove(old);
        directory.remove(old);

        assertThat(directory.connectionsOf(ALICE)).containsExactly(newer);
    }

    @Test
    void removingWhatNeverWasChangesNothing() {
        directory.remove(new Connection("1", ALICE, "edge-a"));
        assertThat(directory.connectionsOf(ALICE)).isEmpty();
    }

    @Test
    void comingsAndGoingsAtTheSameTimeLeaveNothingBehind() throws Exception {
        int people = 8;
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < people; thread++) {
                int number = thread;
                all.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < 500; i++) {
                        Connection connection = new Connection(number + "/" + i, ALICE, "edge-" + number);
                        directory.register(connection);
                        assertThat(directory.connectionsOf(ALICE)).contains(connection);
                        if (i > 0) {
                            directory.remove(connection);
                        }
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        }

        assertThat(directory.connectionsOf(ALICE))
                .hasSize(people)
                .allMatch(one -> one.id().endsWith("/0"));
    }
}
