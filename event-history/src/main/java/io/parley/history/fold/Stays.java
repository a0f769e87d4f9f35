package io.parley.history.fold;

import java.util.ArrayList;
import java.util.List;

/** When one person was in one conversation, in seqs; both ends are seen. */
final class Stays {
    private static final long OPEN = Long.MAX_VALUE;

    private final List<long[]> stays = new ArrayList<>(1);

    void come(long seq) {
        if (!isMember()) {
            stays.add(new long[] {seq, OPEN});
        }
    }

    void go(long seq) {
        if (isMember()) {
            stays.getLast()[1] = seq;
        }
    }

    boolean isMember() {
        return !stays.isEmpty() && stays.getLast()[1] == OPEN;
    }

    boolean sees(long seq) {
        return stays.stream().anyMatch(stay -> stay[0] <= seq && seq <= stay[1]);
    }

    /** The last entry that they saw; of one who is a member, the greatest number there is. */
    long last() {
        return stays.getLast()[1];
    }
}
