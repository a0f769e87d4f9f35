package io.parley.query.conversation;

import io.parley.api.conversation.GetVisible.Range;
import io.parley.api.conversation.GetVisible.Visible;
import java.util.ArrayList;
import java.util.List;

/** Which seqs a page has, out of those that a person may see. */
final class Pages {
    private Pages() {}

    /** @param seqs ascending */
    record Page(List<Long> seqs, boolean more) {}

    /** The oldest above a seq. */
    static Page above(Visible visible, long after, int limit) {
        List<Long> seqs = new ArrayList<>(limit);
        for (Range range : visible.ranges()) {
            for (long seq = Math.max(range.from(), after); seq <= range.to(); seq++) {
                if (seq > after) {
                    if (seqs.size() == limit) {
                        return new Page(seqs, true);
                    }
                    seqs.add(seq);
                }
            }
        }
        return new Page(seqs, false);
    }

    /** The newest below a seq. */
    static Page below(Visible visible, long before, int limit) {
        List<Long> seqs = new ArrayList<>(limit);
        for (Range range : visible.ranges().reversed()) {
            for (long seq = Math.min(range.to(), before); seq >= range.from(); seq--) {
                if (seq < before) {
                    if (seqs.size() == limit) {
                        return new Page(seqs.reversed(), true);
                    }
                    seqs.add(seq);
                }
            }
        }
        return new Page(seqs.reversed(), false);
    }
}
