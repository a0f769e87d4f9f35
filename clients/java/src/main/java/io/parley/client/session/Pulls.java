package io.parley.client.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** History requests of all conversations: few at a time, and a moment is known at which none is left. On the lane. */
final class Pulls {
    private static final int AT_ONCE = 8;

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Runnable> whenIdle = new ArrayList<>();
    private int active;

    void enter(Runnable pull) {
        if (active == AT_ONCE) {
            waiting.add(pull);
            return;
        }
        active++;
        pull.run();
    }

    void left() {
        active--;
        next();
        if (active > 0) return;
        List<Runnable> actions = List.copyOf(whenIdle);
        whenIdle.clear();
        actions.forEach(Runnable::run);
    }

    /** Something may be missing now, so nothing that waits for completeness may happen. */
    void failed() {
        whenIdle.clear();
        active--;
        next();
    }

    private void next() {
        Runnable pull = waiting.poll();
        if (pull != null) enter(pull);
    }

    /** Runs it when nothing is being pulled; not at all where a pull fails before. */
    void whenIdle(Runnable action) {
        if (active == 0) action.run();
        else whenIdle.add(action);
    }
}
