package io.parley.projections.view;

import io.parley.api.conversation.GetVisible.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A document of {@link View#RECEIPTS}: how far a member got; null stands for a member who acknowledged nothing. */
public final class ReceiptsDocument {
    private static final long NONE = -1;
    /** Older ranges are shown as one: less is said than could be. */
    private static final int MOST_UNSAID = 16;

    private ReceiptsDocument() {}

    public static long delivered(@Nullable Document receipts) {
        return number(receipts, "d");
    }

    public static long read(@Nullable Document receipts) {
        return number(receipts, "r");
    }

    /** The highest read watermark that others may be told of. */
    public static long said(@Nullable Document receipts) {
        return number(receipts, "s");
    }

    /** Position of the last change. */
    public static long position(@Nullable Document receipts) {
        return number(receipts, "p");
    }

    /** Ranges at or below {@link #said} of which others are not told whether they were read, ascending. */
    public static List<Range> unsaid(@Nullable Document receipts) {
        Document gaps = receipts == null ? null : receipts.get("g", Document.class);
        if (gaps == null) {
            return List.of();
        }
        List<Range> ranges = gaps.entrySet().stream()
                .map(gap -> new Range(Long.parseLong(gap.getKey()), (Long) gap.getValue()))
                .sorted(Comparator.comparingLong(Range::from))
                .toList();
        return ranges.size() <= MOST_UNSAID ? ranges : withOldestAsOne(ranges);
    }

    private static List<Range> withOldestAsOne(List<Range> ranges) {
        int merged = ranges.size() - MOST_UNSAID + 1;
        List<Range> fewer = new ArrayList<>(MOST_UNSAID);
        fewer.add(new Range(ranges.getFirst().from(), ranges.get(merged - 1).to()));
        fewer.addAll(ranges.subList(merged, ranges.size()));
        return List.copyOf(fewer);
    }

    private static long number(@Nullable Document receipts, String field) {
        Long number = receipts == null ? null : receipts.getLong(field);
        return number == null ? NONE : number;
    }
}
