package io.parley.client.session;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Entry;
import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One conversation's entries on their way to the app: in order, each once, without gaps. What came too early waits, within a bound, and
 * what is missing is pulled. On the lane.
 */
final class Feed {
    private static final int EARLY_ENTRIES = 256;
    private static final Duration RETRY = Duration.ofMillis(500);
    /** The server's views may lag what it accepted, most after a restart: so often and so long it is asked again before a gap is one for good. */
    private static final Duration LAG = Duration.ofMillis(100);

    private static final int MOST_FRUITLESS = 300;
    private static final long UNKNOWN = -2;

    private final String conversation;
    private final Link link;
    private final Lane lane;
    private final Pulls pulls;
    private final Taker taker;
    private final TreeMap<Long, Entry> early = new TreeMap<>();
    private long last = UNKNOWN;
    private long target = UNKNOWN;
    private long greetedAt = UNKNOWN;
    private int fruitless;
    private boolean pulling;
    private boolean graceRuns;

    /** Where entries go. */
    interface Taker {
        void take(Entry entry);

        /** Some were taken, and no more come at once. */
        void taken(long last);
    }

    Feed(String conversation, Link link, Lane lane, Pulls pulls, Taker taker) {
        this.conversation = conversation;
        this.link = link;
        this.lane = lane;
        this.pulls = pulls;
        this.taker = taker;
    }

    boolean isUnknown() {
        return last == UNKNOWN;
    }

    /** Entries up to here are no news. */
    void startAt(long seq) {
        last = seq;
    }

    long last() {
        return last;
    }

    /** A connection begins. */
    void greeted() {
        greetedAt = last;
    }

    /**
     * The server's newest entry. Where the server knows less than this device, and told nothing newer since it greeted, its store was
     * restored to an earlier time.
     */
    void head(long seq, boolean reset) {
        if (reset && last > seq && last == greetedAt) {
            last = seq;
            target = seq;
            early.clear();
        }
        target = Math.max(target, seq);
        pullIfBehind();
    }

    /** @param grace how long what is missing before it may be on its way */
    void offer(Entry entry, Duration grace) {
        if (isUnknown()) last = -1;
        if (entry.seq() <= last) return;
        if (entry.seq() == last + 1 && !pulling) {
            take(entry);
            takeEarly();
            taker.taken(last);
            return;
        }
        target = Math.max(target, entry.seq());
        if (early.size() < EARLY_ENTRIES) early.put(entry.seq(), entry);
        if (grace.isZero()) pullIfBehind();
        else pullAfter(grace);
    }

    private void pullAfter(Duration grace) {
        if (graceRuns) return;
        graceRuns = true;
        lane.later(grace, () -> {
            graceRuns = false;
            pullIfBehind();
        });
    }

    boolean isBehind() {
        return target > last;
    }

    void pullIfBehind() {
        if (pulling || !isBehind() || !link.isGreeted()) return;
        pulling = true;
        pulls.enter(this::ask);
    }

    private void ask() {
        long after = Math.max(last, -1);
        link.request(
                id -> new ClientFrame.History(id, conversation, null, after, Limits.HISTORY_PAGE),
                (reply, failure) -> answered(reply));
    }

    private void answered(@Nullable ServerFrame reply) {
        if (reply instanceof ServerFrame.Messages page) {
            page(page);
        } else if (reply instanceof ServerFrame.Error error && error.retryable()) {
            lane.later(error.retryAfterMs() == null ? RETRY : Duration.ofMillis(error.retryAfterMs()), this::ask);
        } else if (reply instanceof ServerFrame.Error) {
            target = last;
            done(true);
        } else {
            done(false);
        }
    }

    private void page(ServerFrame.Messages page) {
        long before = last;
        for (Entry entry : page.entries()) {
            if (entry.seq() > last) take(entry);
        }
        boolean moved = last > before;
        if (!page.more()) takeEarly();
        if (moved) {
            fruitless = 0;
            taker.taken(last);
        }
        if (moved && (page.more() || isBehind())) {
            ask();
            return;
        }
        if (isBehind() && ++fruitless < MOST_FRUITLESS) {
            lane.later(LAG, this::ask);
            return;
        }
        fruitless = 0;
        if (isBehind()) skipTo(target);
        done(true);
    }

    /** History has nothing there, and had time to catch up with what was accepted: these entries are not for this user. */
    private void skipTo(long seq) {
        last = seq;
        early.headMap(seq, true).clear();
        takeEarly();
        taker.taken(last);
    }

    private void done(boolean complete) {
        pulling = false;
        if (complete) pulls.left();
        else pulls.failed();
    }

    private void take(Entry entry) {
        last = entry.seq();
        taker.take(entry);
    }

    private void takeEarly() {
        early.headMap(last, true).clear();
        while (!early.isEmpty() && early.firstKey() == last + 1)
            take(early.pollFirstEntry().getValue());
    }
}
