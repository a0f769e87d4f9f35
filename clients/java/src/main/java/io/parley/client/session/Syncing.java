package io.parley.client.session;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Outcome;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks what changed, page by page; the mark moves on only when everything before it was pulled. On the lane. */
final class Syncing {
    private static final Duration RETRY = Duration.ofMillis(500);

    private final Link link;
    private final Lane lane;
    private final SessionStore store;
    private final BiConsumer<Head, Boolean> head;
    private final Consumer<ServerFrame.Synced> headsAreIn;
    private @Nullable String mark;
    private boolean running;
    private boolean again;

    /**
     * @param head takes each head, and whether the outcome was reset
     * @param headsAreIn takes the last page, whose mark holds once all of them are pulled
     */
    Syncing(
            Link link,
            Lane lane,
            SessionStore store,
            @Nullable String mark,
            BiConsumer<Head, Boolean> head,
            Consumer<ServerFrame.Synced> headsAreIn) {
        this.link = link;
        this.lane = lane;
        this.store = store;
        this.mark = mark;
        this.head = head;
        this.headsAreIn = headsAreIn;
    }

    @Nullable
    String mark() {
        return mark;
    }

    boolean isRunning() {
        return running;
    }

    /** The last connection took what was running with it. */
    void restart() {
        running = false;
        again = false;
        start();
    }

    void start() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        ask(null);
    }

    /** Everything before it has been processed. */
    void reached(String newMark) {
        if (newMark.equals(mark)) return;
        mark = newMark;
        store.mark(newMark);
    }

    private void ask(@Nullable String page) {
        link.request(id -> new ClientFrame.Sync(id, mark, page), (reply, failure) -> answered(page, reply));
    }

    private void answered(@Nullable String page, @Nullable ServerFrame reply) {
        if (reply == null) {
            running = false;
        } else if (reply instanceof ServerFrame.Synced synced) {
            synced(synced);
        } else if (reply instanceof ServerFrame.Error error && error.retryable()) {
            lane.later(RETRY, () -> ask(page));
        } else {
            link.distrust();
        }
    }

    private void synced(ServerFrame.Synced synced) {
        boolean reset = synced.outcome() == Outcome.RESET;
        synced.heads().forEach(one -> head.accept(one, reset));
        if (synced.next() != null) {
            ask(synced.next());
            return;
        }
        running = false;
        headsAreIn.accept(synced);
        if (again) {
            again = false;
            start();
        }
    }
}
