package io.parley.assets.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import me.desair.tus.server.exception.TusException;
import me.desair.tus.server.exception.UploadAlreadyLockedException;
import me.desair.tus.server.upload.UploadId;
import me.desair.tus.server.upload.UploadLock;
import me.desair.tus.server.upload.UuidUploadIdFactory;
import org.junit.jupiter.api.Test;

class UploadLocksTest {
    private static final UUID ID = UUID.randomUUID();
    private static final String URI = "/uploads/" + ID;

    private static UploadLocks locks(Duration wait) {
        UuidUploadIdFactory ids = new UuidUploadIdFactory();
        ids.setUploadUri("/uploads");
        UploadLocks locks = new UploadLocks(wait);
        locks.setIdFactory(ids);
        return locks;
    }

    @Test
    void whoeverComesWhileAnotherLooksHasATurnAfterIt() throws Exception {
        UploadLocks locks = locks(Duration.ofMinutes(1));
        UploadLock first = locks.lockUploadByUri(URI);
        AtomicReference<Thread> waiting = new AtomicReference<>();
        CompletableFuture<UploadLock> second = CompletableFuture.supplyAsync(() -> {
            waiting.set(Thread.currentThread());
            return locked(locks);
        });
        await().until(() -> {
            Thread thread = waiting.get();
            return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
        });

        first.close();

        assertThat(second.get().getUploadUri()).isEqualTo(URI);
        assertThat(locks.isLocked(new UploadId(ID))).isTrue();
        second.get().close();
        assertThat(locks.isLocked(new UploadId(ID))).isFalse();
    }

    private static UploadLock locked(UploadLocks locks) {
        try {
            return locks.lockUploadByUri(URI);
        } catch (TusException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoeverComesWhileBytesArriveIsToldToComeLater() throws Exception {
        UploadLocks locks = locks(Duration.ofMillis(1));
        try (UploadLock arriving = locks.lockUploadByUri(URI)) {
            assertThatThrownBy(() -> locks.lockUploadByUri(URI)).isInstanceOf(UploadAlreadyLockedException.class);
            assertThat(locks.lockUploadByUri("/uploads/" + UUID.randomUUID())).isNotNull();
            assertThat(locks.isLocked(new UploadId(ID))).isTrue();
            assertThat(arriving.getUploadUri()).isEqualTo(URI);
        }
    }

    @Test
    void releasingTwiceTakesNobodyElsesTurn() throws Exception {
        UploadLocks locks = locks(Duration.ofMillis(1));
        UploadLock first = locks.lockUploadByUri(URI);
        first.release();
        UploadLock second = locks.lockUploadByUri(URI);
        first.close();

        assertThat(locks.isLocked(new UploadId(ID))).isTrue();
        second.close();
        assertThat(locks.isLocked(new UploadId(ID))).isFalse();
    }
}
