package io.parley.edge.greeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private static double metric(Admission admission, String name) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        admission.bindTo(registry);
        return registry.get(name).meter().measure().iterator().next().getValue();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void soManyAtOnceAndTheOthersInTheOrderInWhichTheyCame() throws InterruptedException {
        Admission admission = new Admission(1, LONG);
        CountDownLatch first = new CountDownLatch(1);
        List<Integer> served = new CopyOnWriteArrayList<>();
        Thread.startVirtualThread(() -> admission.inTurn(() -> awaitUninterrupted(first)));
        List<Thread> waiting = IntStream.range(0, 20)
                .mapToObj(i -> {
                    Thread thread = Thread.startVirtualThread(() -> admission.inTurn(() -> served.add(i)));
                    await().until(() -> metric(admission, "parley.hellos.waiting") == i + 1);
                    return thread;
                })
                .toList();

        assertThat(served).isEmpty();
        first.countDown();
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(served)
                .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
        assertThat(metric(admission, "parley.hellos.turned.away")).isZero();
    }

    @Test
    void whoeverWaitsForTooLongIsTurnedAwayAndCountedAndTheNextIsServed() throws InterruptedException {
        Admission admission = new Admission(1, SHORT);
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Thread first = Thread.startVirtualThread(() -> admission.inTurn(() -> {
            begun.countDown();
            awaitUninterrupted(busy);
        }));
        begun.await();

        assertThat(admission.inTurn(() -> {
                    throw new AssertionError("begun out of turn");
                }))
                .isFalse();
        assertThat(metric(admission, "parley.hellos.turned.away")).isEqualTo(1);

        busy.countDown();
        first.join();
        assertThat(admission.inTurn(() -> {})).isTrue();
    }

    @Test
    void whatBreaksGivesItsTurnBack() {
        Admission admission = new Admission(1, SHORT);

        assertThatThrownBy(() -> admission.inTurn(() -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(admission.inTurn(() -> {})).isTrue();
    }
}
